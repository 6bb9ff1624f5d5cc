/** The regimes' files, held to what they are taken from and to their schemas. */
@NullMarked
package dev.lethe.local.regime;

import org.jspecify.annotations.NullMarked;
