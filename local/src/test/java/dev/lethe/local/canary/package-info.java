/** Looks for what must not be there. */
@NullMarked
package dev.lethe.local.canary;

import org.jspecify.annotations.NullMarked;
