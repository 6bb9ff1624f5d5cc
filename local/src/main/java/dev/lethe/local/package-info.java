/** The suite on a laptop, for its people and its tests. Never deployed. */
@NullMarked
package dev.lethe.local;

import org.jspecify.annotations.NullMarked;
