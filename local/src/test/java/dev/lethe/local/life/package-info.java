/** Lives of people in the suite, on its engines. */
@NullMarked
package dev.lethe.local.life;

import org.jspecify.annotations.NullMarked;
