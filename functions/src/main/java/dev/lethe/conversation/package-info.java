/** Sealed messages, taken in and read back, refused without a standing basis. */
@NullMarked
package dev.lethe.conversation;

import org.jspecify.annotations.NullMarked;
