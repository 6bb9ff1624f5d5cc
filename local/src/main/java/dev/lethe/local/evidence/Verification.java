package dev.lethe.local.evidence;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.WatchEvidence;
import dev.lethe.consent.RebuildRules;
import dev.lethe.http.Json;
import dev.lethe.local.evidence.Findings.What;
import dev.lethe.receipt.SignedReceipts;
import dev.lethe.store.Keys.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export by itself: nothing is asked of the suite, of AWS or of the network. Files are read line by line, some of them
 * twice: what does not match in the first reading is named in the second.
 */
final class Verification {
    /** How long a stream of DynamoDB keeps a record: what was put earlier, and is not anchored by now, never will be. */
    static final Duration ANCHORED_WITHIN = Duration.ofHours(24);

    /** By how much clocks may differ: what was put later may be among the rows in part. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final long HEADER_BYTES_MAX = 1 << 16;
    private static final Pattern LEAF = Pattern.compile("[0-9a-f]{64}");

    /**
     * What an export says of itself.
     *
     * @param receipts absent where none were asked for
     */
    private record Header(Instant startedAt, long checkpoints, long rows, Optional<Long> receipts) {}

    private final Path directory;
    private final Signatures signatures;
    private final boolean keysOfTheExport;
    private final Header header;
    private final Findings findings;

    /** Leaves: in a checkpoint, and of a row. */
    private final Marks leaves = new Marks();

    /** Decisions: in a person's chain, and as the row of a receipt. */
    private final Marks decisions = new Marks();

    /** Decisions as they are handed out: the row of a receipt, and the receipt. */
    private final Marks handedOut = new Marks();

    private final Timelines timelines = new Timelines();

    /** Leaves of rows whose time was over when the export was made. */
    private final Marks over = new Marks();

    private Instant lastAnchored = Instant.EPOCH;
    private long fresh;
    private long behind;

    /**
     * Opens an export.
     *
     * @param jwks keys that were come by in another way; absent for those of the export
     * @throws NotVerifiable when it is none
     */
    Verification(Path directory, Optional<Path> jwks) throws IOException {
        this.directory = directory;
        this.header = header(directory);
        this.keysOfTheExport = jwks.isEmpty();
        this.signatures = new Signatures(jwks.orElse(ExportFile.KEYS.in(directory)));
        this.findings = new Findings(signatures.thumbprints());
    }

    private static Header header(Path directory) throws IOException {
        var file = ExportFile.HEADER.in(directory);
        if (!Files.isRegularFile(file) || Files.size(file) > HEADER_BYTES_MAX) {
            throw new NotVerifiable(
                    directory + " is no export, or one that was cut off: it has no " + ExportFile.HEADER.fileName());
        }
        if (Json.read(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8))
                        .orElse("")
                instanceof Map<?, ?> tree) {
            if (!Integer.valueOf(EvidenceExport.VERSION).equals(tree.get("version"))) {
                throw new NotVerifiable("it is an export of another version than " + EvidenceExport.VERSION);
            }
            var startedAt = instant(tree.get("startedAt"));
            var checkpoints = count(tree.get("checkpoints"));
            var rows = count(tree.get("rows"));
            if (startedAt.isPresent() && checkpoints.isPresent() && rows.isPresent()) {
                return new Header(startedAt.get(), checkpoints.get(), rows.get(), count(tree.get("receipts")));
            }
        }
        throw new NotVerifiable(ExportFile.HEADER.fileName() + " does not read as an export's");
    }

    private static Optional<Long> count(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    private static Optional<Instant> instant(@Nullable Object value) {
        try {
            return value instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    Findings run() throws IOException {
        checkpoints();
        rows();
        leavesWithoutARow();
        decisionsOfOneSide();
        timelines.end(ExportFile.EVIDENCE.in(directory), this::settled, findings);
        receipts();
        unknown();
        return findings;
    }

    private void checkpoints() throws IOException {
        var before = findings.failed();
        var read = new long[1];
        Lines.each(ExportFile.CHECKPOINTS.in(directory), (number, line) -> {
            read[0] = number;
            var payload = signatures.signed(line, WatchEvidence.TYPE);
            if (payload.isEmpty()) {
                findings.fails(What.CHECKPOINT_NOT_SIGNED, checkpoint(number));
                return;
            }
            var checkpoint = Checkpoint.of(payload.get());
            if (checkpoint.isEmpty()) {
                findings.fails(What.CHECKPOINT_UNREADABLE, checkpoint(number));
                return;
            }
            checkpoint.get().leaves.forEach(leaf -> (checkpoint.get().goes(leaf, header.startedAt) ? over : leaves)
                    .mark(leaf, Marks.ONE));
            if (checkpoint.get().to.isAfter(lastAnchored)) {
                lastAnchored = checkpoint.get().to;
            }
        });
        counted(ExportFile.CHECKPOINTS, header.checkpoints, read[0]);
        if (findings.failed() == before && read[0] > 0) {
            findings.holds(
                    read[0] + " checkpoints: signed; they anchor " + leaves.size() + " rows until " + lastAnchored);
        }
    }

    private static String checkpoint(long number) {
        return ExportFile.CHECKPOINTS.fileName() + " line " + number;
    }

    private void rows() throws IOException {
        var before = findings.failed();
        var walk = new ChainWalk(findings, this::chained);
        var read = new long[1];
        Lines.each(ExportFile.EVIDENCE.in(directory), (number, line) -> {
            read[0] = number;
            var row = EvidenceRow.read(line);
            if (row.isEmpty()) {
                findings.fails(What.ROW_UNREADABLE, ExportFile.EVIDENCE.fileName() + " line " + number);
                return;
            }
            var leaf = row.get().leaf().hash();
            var kept = leaves.of(leaf) != 0 ? leaves : over;
            var anchored = kept.of(leaf) != 0;
            if (anchored) {
                kept.mark(leaf, Marks.OTHER);
            }
            var late = !anchored && notAnchored(row.get());
            // Entries that one behind them overtook were counted as fresh when they came by.
            fresh -= walk.next(row.get(), anchored || late);
            timelines.row(row.get());
            if (row.get().is(Kind.RECEIPT)) {
                decisions.mark(decision(row.get()), Marks.OTHER);
                handedOut.mark(HandedOut.of(row.get()), Marks.ONE);
            }
        });
        counted(ExportFile.EVIDENCE, header.rows, read[0]);
        if (findings.failed() == before) {
            findings.holds(walk.said());
        }
    }

    /** Whether a row that no checkpoint has should be in one. */
    private boolean notAnchored(EvidenceRow row) {
        var at = row.at().orElse(Instant.EPOCH);
        if (at.isBefore(header.startedAt.minus(ANCHORED_WITHIN))) {
            findings.fails(What.ROW_NOT_ANCHORED, row.where());
            return true;
        }
        if (at.isBefore(lastAnchored)) {
            behind++;
        }
        fresh++;
        return false;
    }

    private void chained(ChainedEntry entry) {
        timelines.chained(entry);
        if (entry.entry().action().equals(RebuildRules.CAPTURED)) {
            entry.entry().details().forEach((purpose, words) -> {
                if (words.contains(" ")) {
                    decisions.mark(entry.chain() + "\n" + purpose + "\n" + words, Marks.ONE);
                }
            });
        }
    }

    private static String decision(EvidenceRow row) {
        return "subject/" + row.about() + "\n" + row.text("purpose") + "\n"
                + row.text("decision").toLowerCase(Locale.ROOT) + " " + row.receipt();
    }

    private void counted(ExportFile file, long said, long read) {
        if (said != read) {
            findings.fails(What.ROWS_MISSING, file.fileName() + ": " + read + " lines instead of " + said);
        }
    }

    private void leavesWithoutARow() throws IOException {
        if (over.unmatched() > 0) {
            findings.holds(over.unmatched() + " rows: gone, since their time was over");
        }
        if (leaves.unmatched() == 0) {
            if (leaves.size() > 0) {
                findings.holds(leaves.matched() + " rows: as they were when they were anchored, and none is missing");
            }
            return;
        }
        Lines.each(ExportFile.CHECKPOINTS.in(directory), (number, line) -> signatures
                .signed(line, WatchEvidence.TYPE)
                .flatMap(Checkpoint::of)
                .ifPresent(checkpoint -> {
                    var gone = checkpoint.leaves.stream()
                            .filter(leaf -> leaves.of(leaf) == Marks.ONE)
                            .count();
                    if (gone > 0) {
                        findings.fails(
                                What.ROW_GONE,
                                checkpoint(number) + " (" + checkpoint.from + " to " + checkpoint.to + "): " + gone
                                        + " of " + checkpoint.leaves.size());
                    }
                }));
    }

    private void decisionsOfOneSide() throws IOException {
        var before = findings.failed();
        if (decisions.unmatched() > 0) {
            var walk = new ChainWalk(new Findings(List.of()), this::receiptOf);
            Lines.each(ExportFile.EVIDENCE.in(directory), (_, line) -> EvidenceRow.read(line)
                    .ifPresent(row -> {
                        walk.next(row, true);
                        if (row.is(Kind.RECEIPT)
                                && decisions.of(decision(row)) == Marks.OTHER
                                && settled(row.at().orElse(Instant.EPOCH))) {
                            findings.fails(What.RECEIPT_NOT_CHAINED, row.where());
                        }
                    }));
        }
        if (findings.failed() == before) {
            findings.holds(
                    decisions.matched() + " decisions: in their person's chain, and in a receipt's row of its own");
        }
    }

    private void receiptOf(ChainedEntry entry) {
        entry.entry().details().forEach((purpose, words) -> {
            var decision = entry.chain() + "\n" + purpose + "\n" + words;
            if (entry.entry().action().equals(RebuildRules.CAPTURED)
                    && decisions.of(decision) == Marks.ONE
                    && settled(entry.entry().at())) {
                findings.fails(
                        What.RECEIPT_GONE, entry.chain() + " " + entry.position() + ": " + purpose + " " + words);
            }
        });
    }

    /** Whether what was written beside it is in the export, too. */
    private boolean settled(Instant at) {
        return at.isBefore(header.startedAt.minus(CLOCKS_DIFFER));
    }

    private void receipts() throws IOException {
        var file = ExportFile.RECEIPTS.in(directory);
        if (!Files.exists(file)) {
            counted(ExportFile.RECEIPTS, header.receipts.orElse(0L), 0);
            return;
        }
        var before = findings.failed();
        var read = new long[1];
        Lines.each(file, (number, line) -> {
            read[0] = number;
            var where = ExportFile.RECEIPTS.fileName() + " line " + number;
            var payload = signatures.signed(line, SignedReceipts.TYPE);
            if (payload.isEmpty()) {
                findings.fails(What.RECEIPT_NOT_SIGNED, where);
            } else if (handedOut.mark(HandedOut.of(payload.get()), Marks.OTHER) == 0) {
                findings.fails(What.RECEIPT_DIFFERS, where);
            }
        });
        counted(ExportFile.RECEIPTS, header.receipts.orElse(0L), read[0]);
        if (findings.failed() == before) {
            findings.holds(read[0] + " receipts: signed, and each says what a row of evidence says");
        }
    }

    private void unknown() {
        if (keysOfTheExport) {
            findings.unknown(
                    "whose keys these are, since the export brought them: compare them with the site's jwks.json,"
                            + " or give --jwks");
        }
        if (fresh > 0) {
            findings.unknown(fresh + " rows: whether they are as they were put. No checkpoint anchors them yet; "
                    + (behind == 0
                            ? "all are later than the last one"
                            : Math.min(behind, fresh)
                                    + " of them are earlier than the last one, which may take a day at most"));
        }
        if (header.receipts.isEmpty()) {
            findings.unknown("receipts as they are handed out: none are in the export");
        }
        findings.unknown(
                "whether the last rows were taken out together with every checkpoint that anchors them: compare with"
                        + " the bucket, where none can be deleted");
        findings.unknown("whether what was recorded is true, and what was never recorded");
    }

    /** What a checkpoint says. */
    private record Checkpoint(Instant from, Instant to, List<String> leaves, Map<String, Instant> going) {
        /** Whether a row was to be gone by then. */
        boolean goes(String leaf, Instant by) {
            return Optional.ofNullable(going.get(leaf))
                    .filter(at -> !at.isAfter(by))
                    .isPresent();
        }

        static Optional<Checkpoint> of(Map<?, ?> payload) {
            var from = instant(payload.get("from"));
            var to = instant(payload.get("to"));
            if (from.isPresent()
                    && to.isPresent()
                    && Integer.valueOf(WatchEvidence.VERSION).equals(payload.get("version"))
                    && payload.get("leaves") instanceof List<?> list
                    && list.size() <= WatchEvidence.LEAVES_MAX) {
                var leaves = list.stream().map(String::valueOf).toList();
                return leaves.stream().allMatch(leaf -> LEAF.matcher(leaf).matches())
                        ? Optional.of(new Checkpoint(from.get(), to.get(), leaves, going(payload.get("going"))))
                        : Optional.empty();
            }
            return Optional.empty();
        }

        private static Map<String, Instant> going(@Nullable Object list) {
            var going = new HashMap<String, Instant>();
            if (list instanceof List<?> all) {
                for (var one : all) {
                    if (one instanceof Map<?, ?> of) {
                        instant(of.get("at")).ifPresent(at -> going.put(String.valueOf(of.get("leaf")), at));
                    }
                }
            }
            return going;
        }
    }
}
