/** Hash-chained evidence of what was done. */
@NullMarked
package dev.lethe.audit;

import org.jspecify.annotations.NullMarked;
