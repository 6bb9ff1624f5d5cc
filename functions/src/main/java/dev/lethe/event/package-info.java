/** What other systems are told: written with the fact, sent afterwards, at least once. */
@NullMarked
package dev.lethe.event;

import org.jspecify.annotations.NullMarked;
