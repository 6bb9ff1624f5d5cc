package dev.lethe.local.kms;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A ciphertext that says which key made it: a version byte, the key's id, an IV, and the plaintext under AES-256-GCM.
 * The tag covers every byte before the ciphertext, and the encryption context.
 */
final class Blob {
    static final int BYTES_MAX = 6144;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;

    static byte[] seal(Key key, byte[] plaintext, Context context, SecureRandom random) {
        var iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        var head = ByteBuffer.allocate(HEAD_BYTES)
                .put(VERSION)
                .putLong(key.id().getMostSignificantBits())
                .putLong(key.id().getLeastSignificantBits())
                .array();
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, head, context).doFinal(plaintext);
            return ByteBuffer.allocate(HEAD_BYTES + IV_BYTES + sealed.length)
                    .put(head)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The key that a blob says made it, if the bytes have the shape of a blob. */
    static Optional<UUID> keyId(byte[] blob) {
        if (blob.length < HEAD_BYTES + IV_BYTES + TAG_BYTES || blob[0] != VERSION) {
            return Optional.empty();
        }
        var head = ByteBuffer.wrap(blob, 1, HEAD_BYTES - 1);
        return Optional.of(new UUID(head.getLong(), head.getLong()));
    }

    /** The plaintext, or nothing when any byte of the blob or of the context is not as it was sealed. */
    static Optional<byte[]> open(Key key, byte[] blob, Context context) {
        if (keyId(blob).filter(key.id()::equals).isEmpty()) {
            return Optional.empty();
        }
        var head = new byte[HEAD_BYTES];
        var iv = new byte[IV_BYTES];
        var parts = ByteBuffer.wrap(blob).get(head).get(iv);
        var sealed = new byte[parts.remaining()];
        parts.get(sealed);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, iv, head, context).doFinal(sealed));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] iv, byte[] head, Context context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.symmetric().key(), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
        cipher.updateAAD(head);
        cipher.updateAAD(context.canonical());
        return cipher;
    }

    private Blob() {}
}
