package dev.lethe.local.evidence;

import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found of an export: what holds, what does not, and what cannot be known from it. */
final class Findings {
    /** How many things that do not hold are told one by one. */
    static final int TOLD_MAX = 1_000;

    /** How something does not hold. */
    enum What {
        ROWS_MISSING("the export says that it has more or fewer than it has"),
        ROW_UNREADABLE("it is no row of evidence"),
        ROW_OUT_OF_PLACE("it stands twice, or not in the order of the table"),
        ROW_NOT_ANCHORED("no checkpoint anchors it as it is, and one should: it was put in later, or changed"),
        ROW_GONE("rows that were anchored are not there, or not as they were"),
        CHAIN_BROKEN("it does not follow the entry before: one was changed, dropped, put in or moved"),
        RECEIPT_GONE("the chain names a receipt, and no row is that decision"),
        RECEIPT_NOT_CHAINED("no entry of the person's chain names it"),
        ENTRY_DIFFERS(
                "the chain of the incident has the hash of other words, or of none: the entry was changed, dropped or put in"),
        CHECKPOINT_NOT_SIGNED("none of the keys signed this checkpoint as it is"),
        CHECKPOINT_UNREADABLE("it is signed, and no checkpoint of a form that is known here"),
        RECEIPT_NOT_SIGNED("none of the keys signed this receipt as it is"),
        RECEIPT_DIFFERS("it is signed, and says what no row of evidence says");

        private final String says;

        What(String says) {
            this.says = says;
        }
    }

    private record Failed(What what, String where) {}

    private final List<String> thumbprints;
    private final List<String> holds = new ArrayList<>();
    private final List<Failed> told = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private long failed;

    Findings(List<String> thumbprints) {
        this.thumbprints = List.copyOf(thumbprints);
    }

    void fails(What what, String where) {
        failed++;
        if (told.size() < TOLD_MAX) {
            told.add(new Failed(what, where));
        }
    }

    void holds(String what) {
        holds.add(what);
    }

    void unknown(String what) {
        unknown.add(what);
    }

    /** How many things do not hold so far. */
    long failed() {
        return failed;
    }

    /** What does not hold, as it is told one by one. */
    List<String> fails() {
        return told.stream().map(found -> found.what + " " + found.where).toList();
    }

    boolean sound() {
        return failed == 0;
    }

    /** In words, line by line. */
    List<String> text() {
        var lines = new ArrayList<String>();
        thumbprints.forEach(thumbprint -> lines.add("key      " + thumbprint));
        holds.forEach(what -> lines.add("holds    " + what));
        told.forEach(what -> lines.add("FAILS    " + what.where + ": " + what.what.says));
        if (failed > told.size()) {
            lines.add("FAILS    and " + (failed - told.size()) + " more");
        }
        unknown.forEach(what -> lines.add("unknown  " + what));
        lines.add(sound() ? "Nothing was found that does not hold." : "Not sound: " + failed + " findings.");
        return lines;
    }

    String json() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("sound", sound());
        tree.put("keys", thumbprints);
        tree.put("holds", holds);
        tree.put("failed", failed);
        tree.put(
                "fails",
                told.stream()
                        .map(found -> Map.of("what", Shape.written(found.what), "where", found.where))
                        .toList());
        tree.put("unknown", unknown);
        return new String(Json.writePretty(tree), StandardCharsets.UTF_8);
    }
}
