/** A request that is sent again gets the answer it got before. */
@NullMarked
package dev.lethe.repeat;

import org.jspecify.annotations.NullMarked;
