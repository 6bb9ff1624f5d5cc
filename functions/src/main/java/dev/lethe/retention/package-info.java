/** How long what is kept and why: decided at write, recorded when it happens, swept when it was missed, decided anew when the reason changes. */
@NullMarked
package dev.lethe.retention;

import org.jspecify.annotations.NullMarked;
