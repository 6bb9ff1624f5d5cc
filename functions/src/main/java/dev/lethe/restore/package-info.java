/** A restored copy is taken in such that nothing comes back with it that was taken back since. */
@NullMarked
package dev.lethe.restore;

import org.jspecify.annotations.NullMarked;
