/** The officers' page, as a browser shows it. */
@NullMarked
package dev.lethe.local.console;

import org.jspecify.annotations.NullMarked;
