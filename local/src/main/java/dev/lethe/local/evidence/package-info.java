/** Evidence, taken out of a suite and checked away from it. */
@NullMarked
package dev.lethe.local.evidence;

import org.jspecify.annotations.NullMarked;
