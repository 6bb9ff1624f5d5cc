package dev.lethe.local.kms;

/** A signature in DER, and the ARN of the key that made it. */
record Signed(String arn, Bytes signature) {}
