/** The operator's commands, as they are typed. */
@NullMarked
package dev.lethe.local.operator;

import org.jspecify.annotations.NullMarked;
