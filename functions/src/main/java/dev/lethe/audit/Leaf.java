package dev.lethe.audit;

import dev.lethe.http.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * A row of evidence as one hash, which tells nothing of it to who does not have it: SHA-256 of the row as DynamoDB writes it in
 * JSON, {@code {"pk":{"S":"…"},…}}, with the names of attributes sorted, bytes in base64 and no white space. Whoever exports the
 * table can compute it in any language.
 */
public record Leaf(String hash) {

    /** Of a row whose attributes, sorted, are maps of a type to a value. */
    public static Leaf of(SortedMap<String, Object> row) {
        try {
            return new Leaf(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.write(row))));
        } catch (NoSuchAlgorithmException _) {
            throw new IllegalStateException("the JDK has SHA-256");
        }
    }
}
