/** What an operator does by hand: keys and restores, here or on AWS. */
@NullMarked
package dev.lethe.local.operator;

import org.jspecify.annotations.NullMarked;
