/** Legal holds: sealed copies of what somebody had said, under a key of their own. */
@NullMarked
package dev.lethe.hold;

import org.jspecify.annotations.NullMarked;
