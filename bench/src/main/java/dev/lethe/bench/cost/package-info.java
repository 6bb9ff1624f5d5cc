/** What a month costs: calls counted on the embedded engines, times dated list prices; and how long purges take there. */
@NullMarked
package dev.lethe.bench.cost;

import org.jspecify.annotations.NullMarked;
