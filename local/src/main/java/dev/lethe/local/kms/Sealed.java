package dev.lethe.local.kms;

/** A new data key, in the clear and as sealed by the key of an ARN. */
record Sealed(String arn, Bytes plaintext, Bytes blob) {}
