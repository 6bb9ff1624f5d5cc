package dev.lethe.http;

import java.util.List;

/**
 * Thrown when a request cannot be read. Names every wrong field, never a value, and carries no cause:
 * {@link Enum#valueOf} and the number parsers quote what they were given.
 */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param pointer a JSON Pointer (RFC 6901) into the body, or {@code path/name}, {@code query/name}, {@code
     *     header/name}
     * @param detail what it should be, in fixed words
     */
    public record Wrong(String pointer, String detail) {}

    private final transient List<Wrong> wrongs;

    public Malformed(List<Wrong> wrongs) {
        super("malformed", null, false, false);
        this.wrongs = List.copyOf(wrongs);
    }

    public Malformed(String pointer, String detail) {
        this(List.of(new Wrong(pointer, detail)));
    }

    public List<Wrong> wrongs() {
        return wrongs;
    }
}
