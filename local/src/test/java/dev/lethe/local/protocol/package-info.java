/** The key protocol under every interleaving: the real code, each call to a store one step, every order of the steps. */
@NullMarked
package dev.lethe.local.protocol;

import org.jspecify.annotations.NullMarked;
