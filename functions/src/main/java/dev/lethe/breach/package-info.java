/** A breach: how severe it is, and whom the law wants told of it, by when. Rules alone; nothing is stored. */
@NullMarked
package dev.lethe.breach;

import org.jspecify.annotations.NullMarked;
