/** Function environments, one by one or several at once: what they share, what they keep, what they forget. */
@NullMarked
package dev.lethe.local.env;

import org.jspecify.annotations.NullMarked;
