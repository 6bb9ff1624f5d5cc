/** Sealing, opening and forgetting, with nothing but the JDK. CRYPTO is documented in docs/SEALED-FORMAT.md. */
@NullMarked
package dev.lethe.crypto;

import org.jspecify.annotations.NullMarked;
