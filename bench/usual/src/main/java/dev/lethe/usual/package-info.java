/** The consent function as it is usually written. */
@NullMarked
package dev.lethe.usual;

import org.jspecify.annotations.NullMarked;
