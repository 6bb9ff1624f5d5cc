package dev.lethe.kernel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which every JDK has. */
public final class Sha256 {

    /** The digest's 32 bytes. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException _) {
            throw new IllegalStateException("the JDK has SHA-256");
        }
    }

    /** The same in 64 hexadecimal digits, in lower case. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    private Sha256() {}
}
