/** A real day with the suite, told in plain words. */
@NullMarked
package dev.lethe.local.demo;

import org.jspecify.annotations.NullMarked;
