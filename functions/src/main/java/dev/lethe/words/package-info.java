/** What the suite itself says to people, in the languages that it speaks. */
@NullMarked
package dev.lethe.words;

import org.jspecify.annotations.NullMarked;
