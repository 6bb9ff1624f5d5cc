/** A key service for the laptop, which speaks the protocol of AWS KMS to the real SDK. */
@NullMarked
package dev.lethe.local.kms;

import org.jspecify.annotations.NullMarked;
