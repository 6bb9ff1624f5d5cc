/** Entry points, the composition root, event decoding, logging. */
@NullMarked
package dev.lethe.lambda;

import org.jspecify.annotations.NullMarked;
