/** Jurisdiction rules as data, and the only deadline arithmetic there is. */
@NullMarked
package dev.lethe.regime;

import org.jspecify.annotations.NullMarked;
