package dev.lethe.local.kms;

/** A plaintext, and the ARN of the key that had sealed it. */
record Opened(String arn, Bytes plaintext) {}
