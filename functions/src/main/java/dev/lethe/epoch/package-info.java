/** The key that wraps all others, another one every month: from its making to the day its deletion is confirmed. */
@NullMarked
package dev.lethe.epoch;

import org.jspecify.annotations.NullMarked;
