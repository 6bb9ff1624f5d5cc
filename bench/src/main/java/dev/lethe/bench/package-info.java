/** What sealing costs: Lethe beside the bare primitives and beside what others offer, all in one run. */
@NullMarked
package dev.lethe.bench;

import org.jspecify.annotations.NullMarked;
