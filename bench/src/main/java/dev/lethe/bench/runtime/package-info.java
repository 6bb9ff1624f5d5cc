/** Functions as they are shipped, started by Lambda's own runtime interface client. */
@NullMarked
package dev.lethe.bench.runtime;

import org.jspecify.annotations.NullMarked;
