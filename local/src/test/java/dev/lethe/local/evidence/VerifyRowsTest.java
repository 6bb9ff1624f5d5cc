package dev.lethe.local.evidence;

import static dev.lethe.local.evidence.TakenOut.WHOLE;
import static dev.lethe.local.evidence.TakenOut.line;
import static dev.lethe.local.evidence.TakenOut.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.local.evidence.Findings.What;
import dev.lethe.store.Keys.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the rows of an export is found and named. */
class VerifyRowsTest {
    private static final long SEED = Long.getLong("lethe.seed", System.nanoTime());
    private static final Instant LAST_DAY = TakenOut.AT.minus(Verification.ANCHORED_WITHIN);

    @TempDir
    private Path own;

    /** What does not hold: how, and where. */
    private List<String> fails(TakenOut export) {
        return export.verified(own).fails();
    }

    @Test
    void aByteChangedInAnyRowIsFound() {
        var random = new Random(SEED);
        var lines = WHOLE.lines(ExportFile.EVIDENCE);
        for (var at = 0; at < lines.size(); at++) {
            var number = at;
            var bytes = lines.get(at).getBytes(StandardCharsets.UTF_8);
            var which = random.nextInt(bytes.length);
            bytes[which] = (byte) (bytes[which] == 'q' ? 'x' : 'q');
            var changed = new String(bytes, StandardCharsets.UTF_8);
            assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.set(number, changed))))
                    .as("seed " + SEED + ", row " + number + ", byte " + which)
                    .anyMatch(found -> found.startsWith(What.ROW_GONE + " "))
                    .anyMatch(found -> found.startsWith(What.ROW_NOT_ANCHORED + " ")
                            || found.startsWith(What.ROW_UNREADABLE + " ")
                            || found.startsWith(What.CHAIN_BROKEN + " ")
                            || row(lines.get(number)).at().orElseThrow().isAfter(LAST_DAY));
        }
    }

    @Test
    void anyRowThatIsDroppedIsFound() {
        var lines = WHOLE.lines(ExportFile.EVIDENCE);
        for (var at = 0; at < lines.size(); at++) {
            var number = at;
            assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.remove(number))))
                    .as("row " + number)
                    .anyMatch(found -> found.startsWith(What.ROW_GONE + " checkpoints.jws line"));
        }
    }

    @Test
    void anEntryDroppedFromAChainBreaksItThere() {
        var at = WHOLE.chain() + 1;
        var next = row(WHOLE.lines(ExportFile.EVIDENCE).get(at + 1));
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.remove(at))))
                .contains(What.CHAIN_BROKEN + " " + next.where());
    }

    @Test
    void aReceiptsRowThatIsDroppedIsMissedByItsChainAndByTheReceipt() {
        var at = WHOLE.of(Kind.RECEIPT).getFirst();
        var id = row(WHOLE.lines(ExportFile.EVIDENCE).get(at)).receipt();
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.remove(at.intValue()))))
                .anyMatch(found -> found.startsWith(What.RECEIPT_GONE + " subject/") && found.endsWith(id))
                .anyMatch(found -> found.startsWith(What.RECEIPT_DIFFERS + " receipts.jws line "));
    }

    @Test
    void aTimelineWhoseWordsAreOthersIsFoundByItsChain() {
        var entries = WHOLE.of(Kind.TIMELINE);
        assertThat(entries).hasSize(3);
        var at = entries.get(1);
        var other = row(WHOLE.lines(ExportFile.EVIDENCE).get(entries.get(2)));
        var changed =
                new TreeMap<>(row(WHOLE.lines(ExportFile.EVIDENCE).get(at)).attributes());
        changed.put("words", other.attributes().getOrDefault("words", Map.of()));
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.set(at, line(changed)))))
                .contains(What.ENTRY_DIFFERS + " " + EvidenceRow.of(changed).where())
                .anyMatch(found -> found.startsWith(What.ENTRY_DIFFERS + " incident/"));
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.remove(at.intValue()))))
                .anyMatch(found -> found.startsWith(What.ENTRY_DIFFERS + " incident/") && found.endsWith(" 2"));
    }

    @Test
    void aRowPutInIsFound() {
        var model =
                row(WHOLE.lines(ExportFile.EVIDENCE).get(WHOLE.of(Kind.RECEIPT).getFirst()));
        var forged = new TreeMap<>(model.attributes());
        forged.put("sk", Map.of("S", "RECEIPT#rcp_" + "0".repeat(26)));
        var at = WHOLE.of(Kind.RECEIPT).getFirst();
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.add(at, line(forged)))))
                .contains(
                        What.ROW_NOT_ANCHORED + " " + EvidenceRow.of(forged).where(),
                        What.RECEIPT_NOT_CHAINED + " " + EvidenceRow.of(forged).where());
    }

    @Test
    void aRowPutInTwiceIsFound() {
        var at = WHOLE.of(Kind.RECEIPT).getFirst();
        var line = WHOLE.lines(ExportFile.EVIDENCE).get(at);
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.add(at, line))))
                .contains(What.ROW_OUT_OF_PLACE + " " + row(line).where());
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> rows.addLast(line))))
                .contains(What.ROW_OUT_OF_PLACE + " " + row(line).where());
    }

    @Test
    void entriesThatChangePlacesAreFound() {
        var at = WHOLE.chain();
        var first = new TreeMap<>(row(WHOLE.lines(ExportFile.EVIDENCE).get(at)).attributes());
        var second =
                new TreeMap<>(row(WHOLE.lines(ExportFile.EVIDENCE).get(at + 1)).attributes());
        var place = first.put("sk", second.get("sk"));
        second.put("sk", place);
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> {
                    rows.set(at, line(second));
                    rows.set(at + 1, line(first));
                })))
                .contains(What.CHAIN_BROKEN + " " + EvidenceRow.of(second).where());
        assertThat(fails(WHOLE.with(ExportFile.EVIDENCE, rows -> Collections.swap(rows, at, at + 1))))
                .anyMatch(found -> found.startsWith(What.ROW_OUT_OF_PLACE + " "));
    }

    /** Somebody who may write the table makes a whole chain anew, hashes and all. */
    @Test
    void aChainThatWasMadeAnewMatchesItsAnchorsNoMore() {
        var at = WHOLE.chain();
        var lines = WHOLE.lines(ExportFile.EVIDENCE);
        var pk = row(lines.get(at)).pk();
        var anew = WHOLE.with(ExportFile.EVIDENCE, rows -> {
            var head = ChainHead.START;
            for (var i = at; i < rows.size() && row(rows.get(i)).pk().equals(pk); i++) {
                var there = row(rows.get(i)).entry().orElseThrow();
                var entry = ChainedEntry.append(
                        there.chain(),
                        head,
                        Entry.of(
                                "something.else",
                                there.entry().actor(),
                                there.entry().at(),
                                Map.of()));
                head = entry.head();
                var attributes = new TreeMap<>(row(rows.get(i)).attributes());
                attributes.put("action", Map.of("S", "something.else"));
                attributes.put("details", Map.of("M", Map.of()));
                attributes.put("previous", Map.of("S", entry.previous()));
                attributes.put("hash", Map.of("S", entry.hash()));
                rows.set(i, line(attributes));
            }
        });
        assertThat(fails(anew))
                .anyMatch(found -> found.startsWith(What.ROW_GONE + " "))
                .contains(What.ROW_NOT_ANCHORED + " " + row(lines.get(at)).where())
                .noneMatch(found -> found.startsWith(What.CHAIN_BROKEN + " "));
    }
}
