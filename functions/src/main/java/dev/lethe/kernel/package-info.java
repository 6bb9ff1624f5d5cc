/** Nouns that at least three capabilities say, and how they are written. */
@NullMarked
package dev.lethe.kernel;

import org.jspecify.annotations.NullMarked;
