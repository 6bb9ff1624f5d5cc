package dev.lethe.local.kms;

/** A ciphertext of the key of an ARN, whose plaintext the source had sealed before. */
record ReEncrypted(String sourceArn, String arn, Bytes blob) {}
