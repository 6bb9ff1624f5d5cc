package dev.lethe.crypto;

import dev.lethe.kernel.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals and opens once under keys that everybody knows, all zeros, so that the first real text does not wait for classes to
 * load. Makes no key and draws no random number: there is nothing in it to keep from anybody.
 */
public final class Rehearsal {
    private static final byte[] TEXT = "rehearsal".getBytes(StandardCharsets.UTF_8);

    /** Runs it. */
    public static void run() {
        var label = new Label(
                "records",
                new Tenant("rehearsal"),
                Optional.empty(),
                "rehearsal",
                "",
                "",
                "",
                Optional.of(LocalDate.EPOCH),
                1);
        try (var key = new KeyBytes(new byte[KeyBytes.LENGTH]);
                var day = new KeyBytes(new byte[KeyBytes.LENGTH])) {
            var sealed = SealedFormat.seal(SealedFormat.root(key, day), 1, new byte[SealedFormat.SALT], label, TEXT);
            if (!Arrays.equals(TEXT, SealedFormat.open(SealedFormat.root(key, day), 1, label, sealed))) {
                throw new IllegalStateException("what was sealed opens");
            }
            new Pseudonyms.OfTenant(key.as("HmacSHA256")).digest(TEXT);
        }
    }

    private Rehearsal() {}
}
