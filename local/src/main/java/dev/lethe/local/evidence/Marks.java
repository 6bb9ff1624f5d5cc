package dev.lethe.local.evidence;

import dev.lethe.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * What was seen of many things, each known by 128 bits of a hash: so much smaller than the things themselves that an export of
 * millions of rows is checked in the memory of a laptop.
 */
final class Marks {
    /** How many things one export may have of a kind. */
    static final int MARKS_MAX = 5_000_000;

    /** A mark for each side of what has to match. */
    static final int ONE = 1;

    static final int OTHER = 2;

    private static final int BOTH = ONE | OTHER;
    private static final int FIRST = 1 << 12;

    private long[] keys = new long[2 * FIRST];
    private byte[] marks = new byte[FIRST];
    private int size;

    /**
     * Marks a thing.
     *
     * @return what it was marked with before, 0 for nothing
     */
    int mark(String thing, int mark) {
        if (2 * (size + 1) > marks.length) {
            grow();
        }
        var hash = ByteBuffer.wrap(Sha256.of(thing.getBytes(StandardCharsets.UTF_8)));
        var at = slot(hash.getLong(0), hash.getLong(Long.BYTES));
        var before = marks[at];
        if (before == 0) {
            size++;
            if (size > MARKS_MAX) {
                throw new NotVerifiable("it has more than " + MARKS_MAX + " things of one kind");
            }
            keys[2 * at] = hash.getLong(0);
            keys[2 * at + 1] = hash.getLong(Long.BYTES);
        }
        marks[at] |= (byte) mark;
        return before;
    }

    /** What a thing is marked with, 0 for nothing. */
    int of(String thing) {
        var hash = ByteBuffer.wrap(Sha256.of(thing.getBytes(StandardCharsets.UTF_8)));
        return marks[slot(hash.getLong(0), hash.getLong(Long.BYTES))];
    }

    int size() {
        return size;
    }

    /** How many things bear one mark and not the other. */
    long unmatched() {
        return IntStream.range(0, marks.length)
                .filter(at -> marks[at] == ONE || marks[at] == OTHER)
                .count();
    }

    /** How many things bear both. */
    long matched() {
        return IntStream.range(0, marks.length).filter(at -> marks[at] == BOTH).count();
    }

    private int slot(long high, long low) {
        var at = (int) (high & (marks.length - 1));
        while (marks[at] != 0 && (keys[2 * at] != high || keys[2 * at + 1] != low)) {
            at = (at + 1) & (marks.length - 1);
        }
        return at;
    }

    private void grow() {
        var oldKeys = keys;
        var oldMarks = marks;
        keys = new long[2 * oldKeys.length];
        marks = new byte[2 * oldMarks.length];
        for (var old = 0; old < oldMarks.length; old++) {
            if (oldMarks[old] != 0) {
                var at = slot(oldKeys[2 * old], oldKeys[2 * old + 1]);
                keys[2 * at] = oldKeys[2 * old];
                keys[2 * at + 1] = oldKeys[2 * old + 1];
                marks[at] = oldMarks[old];
            }
        }
    }
}
