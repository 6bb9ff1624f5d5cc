package dev.lethe.local.evidence;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.local.evidence.Findings.What;
import dev.lethe.store.Keys.Kind;
import java.util.function.Consumer;

/** Goes through rows in the order of the table, and with them through every chain from its first entry. */
final class ChainWalk {
    private final Findings findings;
    private final Consumer<ChainedEntry> each;
    private final Marks places = new Marks();
    private String pk = "";
    private String sk = "";
    private ChainHead head = ChainHead.START;
    private boolean broken;
    private long loose;
    private String firstLoose = "";
    private long chains;
    private long entries;

    /** @param each sees every entry, whether it follows or not */
    ChainWalk(Findings findings, Consumer<ChainedEntry> each) {
        this.findings = findings;
        this.each = each;
    }

    /**
     * Takes the next row.
     *
     * @param anchored whether a checkpoint has it as it is
     * @return how many entries that were taken as not anchored yet should have been: one behind them in their chain is
     */
    long next(EvidenceRow row, boolean anchored) {
        if (!row.pk().equals(pk)) {
            begin(row);
        } else if (row.sk().compareTo(sk) <= 0) {
            findings.fails(What.ROW_OUT_OF_PLACE, row.where());
        }
        sk = row.sk();
        if (!row.is(Kind.CHAINED)) {
            return 0;
        }
        entries++;
        var entry = row.entry();
        if (entry.isEmpty()) {
            findings.fails(What.ROW_UNREADABLE, row.where());
            broken = true;
            return 0;
        }
        if (!broken && !entry.get().follows(head)) {
            findings.fails(What.CHAIN_BROKEN, row.where());
            broken = true;
        }
        head = entry.get().head();
        each.accept(entry.get());
        return anchored ? overtaken() : loose(row);
    }

    private void begin(EvidenceRow row) {
        pk = row.pk();
        head = ChainHead.START;
        broken = false;
        loose = 0;
        if (places.mark(pk, Marks.ONE) != 0) {
            findings.fails(What.ROW_OUT_OF_PLACE, row.where());
        }
        if (row.is(Kind.CHAINED)) {
            chains++;
        }
    }

    private long loose(EvidenceRow row) {
        if (loose == 0) {
            firstLoose = row.where();
        }
        loose++;
        return 0;
    }

    /** The entries of a chain are anchored in their order. */
    private long overtaken() {
        var should = loose;
        loose = 0;
        if (should > 0) {
            findings.fails(What.ROW_NOT_ANCHORED, firstLoose);
        }
        return should;
    }

    /** What can be said in the end, if no chain was found to be broken. */
    String said() {
        return chains + " chains of " + entries + " entries: each follows the one before, from the first on";
    }
}
