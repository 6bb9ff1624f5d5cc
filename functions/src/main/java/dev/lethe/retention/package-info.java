/** Expiry: decided at write, recorded when it happens, swept when it was missed. */
@NullMarked
package dev.lethe.retention;

import org.jspecify.annotations.NullMarked;
