/** A lawful memory for social-media chatbots. */
@NullMarked
package dev.lethe;

import org.jspecify.annotations.NullMarked;
