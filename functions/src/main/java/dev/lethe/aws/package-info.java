/** KMS, and how clients are made. */
@NullMarked
package dev.lethe.aws;

import org.jspecify.annotations.NullMarked;
