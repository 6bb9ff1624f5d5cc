package dev.lethe.hold;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.crypto.HoldKey;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.hold.Hold.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * Copies what a hold is to hold, page by page. A page and how far it brought the hold are written together, so that whoever is
 * cut off, or runs at the same time as another, loses nothing and counts nothing twice.
 */
final class Copying {
    /** Messages a page may have: their copies fit into one transaction, whatever they say. */
    static final int PAGE_MAX = 25;

    private final Holds holds;
    private final Vault vault;
    private final InstantSource clock;

    Copying(Holds holds, Vault vault, InstantSource clock) {
        this.holds = holds;
        this.vault = vault;
        this.clock = clock;
    }

    /** Copies the next page of a hold that is being placed, and ends its placing after the last; the hold as it is then. */
    Hold step(Hold hold) {
        var subject = holds.keyOf(hold);
        var page = holds.originals(hold, PAGE_MAX);
        var copies = new ArrayList<Held>();
        var unopenable = 0;
        for (var original : page.originals()) {
            if (HoldRules.holds(original, hold.placedAt())) {
                var copy = copy(hold, subject, original);
                if (copy.isPresent()) {
                    copies.add(copy.get());
                } else {
                    unopenable++;
                }
            }
        }
        var now = hold;
        if (page.last().isPresent()) {
            now = hold.copied(page.last(), copies.size(), unopenable);
            if (!holds.copied(now, copies)) {
                return asItIs(hold);
            }
        }
        return page.more() ? now : complete(now);
    }

    /** A copy; empty where the seal of the original does not hold, which keeps nothing else from being copied. */
    private Optional<Held> copy(Hold hold, Optional<SubjectKey> subject, Original original) {
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        try {
            var sealed = vault.hold(key(hold), subject.get(), original.label(), original.sealed())
                    .sealed();
            return Optional.of(new Held(
                    original.conversation(),
                    original.message(),
                    original.place(),
                    original.sentAt(),
                    original.receivedAt(),
                    original.expiresAt(),
                    sealed));
        } catch (Unopenable _) {
            return Optional.empty();
        }
    }

    private Hold complete(Hold hold) {
        var entry = ChainedEntry.append(
                Hold.chain(hold.id()),
                hold.head(),
                Entry.of(
                        "hold.held",
                        hold.client(),
                        clock.instant(),
                        Map.of(
                                "held", Long.toString(hold.held()),
                                "unopenable", Long.toString(hold.unopenable()))));
        var next = hold.completed(entry);
        return holds.complete(next, entry) ? next : asItIs(hold);
    }

    /** Another was faster. */
    private Hold asItIs(Hold hold) {
        return holds.find(hold.tenant(), hold.id())
                .orElseThrow(() -> new IllegalStateException("a hold's row stays for good"));
    }

    private static HoldKey key(Hold hold) {
        return hold.key()
                .filter(_ -> hold.state() != State.RELEASED)
                .orElseThrow(() -> new IllegalStateException("a hold has its key until it is released"));
    }
}
