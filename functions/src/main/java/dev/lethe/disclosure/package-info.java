/** What a bot has to tell people about itself, when, and by which law. */
@NullMarked
package dev.lethe.disclosure;

import org.jspecify.annotations.NullMarked;
