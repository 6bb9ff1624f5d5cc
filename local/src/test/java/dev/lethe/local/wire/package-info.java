/** What comes over the wire, most of it wrong. */
@NullMarked
package dev.lethe.local.wire;

import org.jspecify.annotations.NullMarked;
