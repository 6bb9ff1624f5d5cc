/** What a month costs: calls counted on the embedded engines, times dated list prices. */
@NullMarked
package dev.lethe.bench.cost;

import org.jspecify.annotations.NullMarked;
