package dev.lethe.audit;

import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;

/**
 * Answers the stream of {@code evidence}. What was appended is anchored: its hashes are signed and kept where nobody can take
 * them back, so that a row that is changed or dropped later, with everything that was chained to it, does not match any more.
 * What was changed or deleted, other than by expiry, is told at once.
 */
public final class WatchEvidence {
    /** How many rows a checkpoint has at most. */
    public static final int LEAVES_MAX = 1_000;

    /** Of the form of a checkpoint. */
    public static final int VERSION = 1;

    /** The media type of a checkpoint, so that no other signature passes for its. */
    public static final String TYPE = "lethe-checkpoint+json";

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/").withZone(ZoneOffset.UTC);

    /** What happened to a row. */
    public enum How {
        APPENDED,
        EXPIRED,
        /** Changed where it stood. Nothing in this suite does that. */
        ALTERED,
        /** Deleted, and not by expiry. Nothing in this suite does that either. */
        REMOVED
    }

    /**
     * One record of the stream.
     *
     * @param leaf of the row as it was put; of no interest where it was not appended
     * @param goesAt when the row goes by itself; absent where it stays
     */
    public record Change(String sequenceNumber, Instant at, How how, Leaf leaf, Optional<Instant> goesAt) {
        /** Of a row that stays. */
        public Change(String sequenceNumber, Instant at, How how, Leaf leaf) {
            this(sequenceNumber, at, how, leaf, Optional.empty());
        }
    }

    /**
     * What a batch came to.
     *
     * @param retry the sequence number from which it is to be delivered again
     */
    public record Report(long anchored, long altered, long removed, Optional<String> retry) {
        /** Whether somebody laid hands on evidence. */
        public boolean tampered() {
            return altered + removed > 0;
        }
    }

    /**
     * What is signed.
     *
     * @param version of this form
     * @param from when the first row was put
     * @param to when the last one was
     * @param leaves of the rows in the order they were put
     * @param going those rows that go by themselves; nobody misses them from then on
     */
    record Checkpoint(int version, Instant from, Instant to, List<String> leaves, Optional<List<Going>> going) {}

    /** A row that goes by itself. */
    record Going(String leaf, Instant at) {}

    private final Signer signer;
    private final Checkpoints checkpoints;

    public WatchEvidence(Signer signer, Checkpoints checkpoints) {
        this.signer = signer;
        this.checkpoints = checkpoints;
    }

    /** Anchors and tells. What was delivered before is anchored in the same place again, and told again. */
    public Report watch(List<Change> changes) {
        var appended = changes.stream()
                .filter(change -> change.how == How.APPENDED)
                .gather(Gatherers.windowFixed(LEAVES_MAX))
                .toList();
        var anchored = 0L;
        Optional<String> retry = Optional.empty();
        try {
            for (var rows : appended) {
                keep(rows);
                anchored += rows.size();
            }
        } catch (Unavailable _) {
            retry = Optional.of(changes.getFirst().sequenceNumber);
        }
        return new Report(anchored, count(changes, How.ALTERED), count(changes, How.REMOVED), retry);
    }

    private static long count(List<Change> changes, How how) {
        return changes.stream().filter(change -> change.how == how).count();
    }

    private void keep(List<Change> rows) {
        var leaves = rows.stream().map(row -> row.leaf.hash()).toList();
        var checkpoint = new Checkpoint(VERSION, rows.getFirst().at, rows.getLast().at, leaves, going(rows));
        checkpoints.keep(
                FOLDER.format(checkpoint.from) + name(leaves) + ".jws",
                signer.sign(Json.write(Shape.tree(checkpoint)), TYPE));
    }

    private static Optional<List<Going>> going(List<Change> rows) {
        return Optional.of(rows.stream()
                        .flatMap(row -> row.goesAt.stream().map(at -> new Going(row.leaf.hash(), at)))
                        .toList())
                .filter(all -> !all.isEmpty());
    }

    private static String name(List<String> leaves) {
        return Sha256.hex(String.join("", leaves).getBytes(StandardCharsets.US_ASCII));
    }
}
