/** Evidence that was taken out, and what is done to it. */
@NullMarked
package dev.lethe.local.evidence;

import org.jspecify.annotations.NullMarked;
