@NullMarked
package dev.lethe;

import org.jspecify.annotations.NullMarked;
