package dev.lethe.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Texts of always the same length, so that they sort as what they say does. */
final class Sortable {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    static String of(Instant at) {
        return INSTANT.format(at);
    }

    /** A place in a chain or a timeline. */
    static String of(long position) {
        return "%012d".formatted(position);
    }

    private Sortable() {}
}
