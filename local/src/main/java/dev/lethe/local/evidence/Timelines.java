package dev.lethe.local.evidence;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.Sha256;
import dev.lethe.local.evidence.Findings.What;
import dev.lethe.store.Keys.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Entries of incidents' timelines: in the incident's chain, and as a row with the words whose hash the chain has. */
final class Timelines {
    private static final String CHAINS = "incident/";

    private final Marks entries = new Marks();

    void chained(ChainedEntry entry) {
        if (entry.chain().startsWith(CHAINS)) {
            entries.mark(named(entry), Marks.ONE);
        }
    }

    void row(EvidenceRow row) {
        if (row.is(Kind.TIMELINE)) {
            entries.mark(named(row), Marks.OTHER);
        }
    }

    /**
     * Tells of each that is on one side only.
     *
     * @param settled whether what was written beside it is in the export, too
     */
    void end(Path rows, Predicate<Instant> settled, Findings findings) throws IOException {
        if (entries.size() == 0) {
            return;
        }
        var before = findings.failed();
        if (entries.unmatched() > 0) {
            var walk = new ChainWalk(new Findings(List.of()), entry -> {
                if (entry.chain().startsWith(CHAINS)
                        && entries.of(named(entry)) == Marks.ONE
                        && settled.test(entry.entry().at())) {
                    findings.fails(What.ENTRY_DIFFERS, entry.chain() + " " + entry.position());
                }
            });
            Lines.each(rows, (_, line) -> EvidenceRow.read(line).ifPresent(row -> {
                walk.next(row, true);
                if (row.is(Kind.TIMELINE)
                        && entries.of(named(row)) == Marks.OTHER
                        && settled.test(row.at().orElse(Instant.EPOCH))) {
                    findings.fails(What.ENTRY_DIFFERS, row.where());
                }
            }));
        }
        if (findings.failed() == before) {
            findings.holds(entries.matched() + " entries of timelines: as the chains of their incidents say");
        }
    }

    private static String named(ChainedEntry entry) {
        return entry.chain() + "\n" + "%012d".formatted(entry.position()) + "\n"
                + entry.entry().details().getOrDefault("words", "");
    }

    private static String named(EvidenceRow row) {
        return CHAINS + row.about() + "\n" + row.receipt() + "\n" + words(row);
    }

    private static String words(EvidenceRow row) {
        try {
            return row.attributes().get("words") instanceof Map<?, ?> typed && typed.get("B") instanceof String base64
                    ? Sha256.hex(Base64.getDecoder().decode(base64))
                    : "";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
