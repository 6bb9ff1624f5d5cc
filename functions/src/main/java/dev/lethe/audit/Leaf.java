package dev.lethe.audit;

import dev.lethe.http.Json;
import dev.lethe.kernel.Sha256;
import java.util.SortedMap;

/**
 * A row of evidence as one hash, which tells nothing of it to who does not have it: SHA-256 of the row as DynamoDB writes it in
 * JSON, {@code {"pk":{"S":"…"},…}}, with the names of attributes sorted, bytes in base64 and no white space. Whoever exports the
 * table can compute it in any language.
 */
public record Leaf(String hash) {

    /** Of a row whose attributes, sorted, are maps of a type to a value. */
    public static Leaf of(SortedMap<String, Object> row) {
        return new Leaf(Sha256.hex(Json.write(row)));
    }
}
