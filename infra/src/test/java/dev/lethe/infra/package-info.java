@NullMarked
package dev.lethe.infra;

import org.jspecify.annotations.NullMarked;
