package dev.lethe.certificate;

import dev.lethe.certificate.Certificate.Because;
import dev.lethe.certificate.Certificate.Destroyed;
import dev.lethe.certificate.Certificate.Finality;
import dev.lethe.certificate.Certificate.Kept;
import dev.lethe.certificate.Certificate.Kind;
import dev.lethe.certificate.Facts.Holding;
import dev.lethe.epoch.Epoch;
import dev.lethe.epoch.EpochRules;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what a certificate may say. Pure. */
final class CertificateRules {
    /** How much longer than its deletion a key of the key service is reckoned with. */
    static final Duration AFTER_DELETION = Duration.ofHours(24);

    private static final List<String> OUTSIDE = List.of(
            "what the messaging platform keeps of the conversation itself",
            "attachments, whose bytes stay where they are",
            "copies that others took while they were allowed to read");

    private static final List<String> NO_OTHER_COPY = List.of("nobody made a backup of the table of keys by hand");

    private static final List<String> NO_COPY_OF_RECORDS =
            List.of("nobody made a backup of the table of records by hand");

    /**
     * The earlier of two instants, either of which suffices: when every key that wrapped it is gone, and when every copy is. What
     * a legal hold kept is as old as its release, and wrapped by a key that is never deleted.
     *
     * @param recovery how far back the table of keys can be restored
     */
    static FinalAt finalAt(List<Epoch> epochs, Instant destroyedAt, Period recovery, Holding holding, Instant now) {
        if (holding.still()) {
            return new FinalAt(Optional.empty(), Finality.HELD, Optional.empty(), List.of());
        }
        var copiesEnd = after(destroyedAt, recovery);
        var keysGone = EpochRules.finality(epochs, destroyedAt, now)
                .map(gone -> new EpochRules.Finality(gone.at().plus(AFTER_DELETION), gone.confirmed()));
        var byKeys = keysGone.filter(gone -> gone.at().isBefore(copiesEnd)).isPresent();
        var own = byKeys ? keysGone.orElseThrow().at() : copiesEnd;
        var at = holding.releasedAt()
                .map(released -> after(released, recovery))
                .filter(own::isBefore)
                .orElse(own);
        var seenGone = keysGone.filter(gone -> gone.confirmed() && !gone.at().isAfter(now))
                .isPresent();
        var because = byKeys && at.equals(own) ? Because.WRAPPING_KEYS_DELETED : Because.COPIES_ENDED;
        var confirmed = because == Because.WRAPPING_KEYS_DELETED ? seenGone : !at.isAfter(now);
        var nothingElse = holding.releasedAt().isEmpty() && (byKeys || seenGone);
        return new FinalAt(
                Optional.of(at),
                confirmed ? Finality.CONFIRMED : Finality.FORECAST,
                Optional.of(because),
                nothingElse ? List.of() : NO_OTHER_COPY);
    }

    private static Instant after(Instant destroyedAt, Period recovery) {
        return destroyedAt.atOffset(ZoneOffset.UTC).plus(recovery).toInstant();
    }

    static Certificate erasure(Tenant tenant, Facts.Erasure facts, FinalAt finalAt, Instant now) {
        var destroyed = new ArrayList<Destroyed>();
        counted(destroyed, "the person's key", facts.keys());
        counted(destroyed, "sealed items, deleted after their key was destroyed", facts.messages());
        return new Certificate(
                Kind.ERASURE,
                tenant,
                now,
                Optional.of(facts.subject()),
                Optional.of(facts.request()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                facts.shreddedAt(),
                facts.completedAt(),
                destroyed,
                kept(facts.kept(), facts.holding()),
                OUTSIDE,
                finalAt.at(),
                finalAt.finality(),
                finalAt.because(),
                finalAt.provided());
    }

    static Certificate expiry(Tenant tenant, Facts.Day facts, FinalAt finalAt, Instant now) {
        var destroyed = new ArrayList<>(List.of(new Destroyed("the day's key", 1)));
        counted(destroyed, "items that were due then and are recorded as gone", facts.items());
        var left = new ArrayList<>(List.of(new Kept("for each item an entry that it went in time", "GDPR Art. 5(2)")));
        if (facts.anonymised() > 0) {
            left.add(new Kept(
                    "words that enough people used in " + facts.anonymised() + " items, and by how many, without whom",
                    "GDPR Recital 26"));
        }
        return new Certificate(
                Kind.EXPIRY,
                tenant,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(facts.day()),
                Optional.empty(),
                Optional.empty(),
                facts.destroyedAt(),
                Optional.empty(),
                destroyed,
                kept(left, facts.holding()),
                OUTSIDE,
                finalAt.at(),
                finalAt.finality(),
                finalAt.because(),
                finalAt.provided());
    }

    /**
     * What is removed before its day is over stays readable in copies of its table, as far as keys go: so it is final when those are
     * older than can be restored. A restore plans anew before anybody could read it.
     *
     * @param recovery how far back the table of records can be restored
     */
    static Certificate replan(Tenant tenant, Facts.Replan facts, Period recovery, Instant now) {
        var still = facts.holding().still();
        var at = after(facts.holding().releasedAt().filter(facts.at()::isBefore).orElse(facts.at()), recovery);
        var destroyed = new ArrayList<Destroyed>();
        facts.removed()
                .forEach((category, items) ->
                        counted(destroyed, "items of " + category + ", removed", Math.toIntExact(items)));
        var kept = new ArrayList<>(List.of(new Kept("for each item an entry that it went, and why", "GDPR Art. 5(2)")));
        facts.keptFor()
                .forEach((purpose, items) ->
                        kept.add(new Kept(items + " items that another reason keeps", "the purpose " + purpose)));
        return new Certificate(
                Kind.REPLAN,
                tenant,
                now,
                facts.subject(),
                Optional.empty(),
                Optional.empty(),
                facts.run(),
                facts.receipt(),
                facts.at(),
                Optional.of(facts.at()),
                destroyed,
                kept(kept, facts.holding()),
                OUTSIDE,
                still ? Optional.empty() : Optional.of(at),
                still ? Finality.HELD : at.isAfter(now) ? Finality.FORECAST : Finality.CONFIRMED,
                still ? Optional.empty() : Optional.of(Because.COPIES_ENDED),
                still ? List.of() : NO_COPY_OF_RECORDS);
    }

    private static void counted(List<Destroyed> destroyed, String what, int count) {
        if (count > 0) {
            destroyed.add(new Destroyed(what, count));
        }
    }

    private static List<Kept> kept(List<Kept> always, Holding holding) {
        var kept = new ArrayList<>(always);
        if (holding.still()) {
            kept.add(new Kept("a sealed copy under legal hold", "GDPR Art. 17(3)(e)"));
        }
        return kept;
    }

    private CertificateRules() {}
}
