package dev.lethe.certificate;

import dev.lethe.certificate.Certificate.Because;
import dev.lethe.certificate.Certificate.Destroyed;
import dev.lethe.certificate.Certificate.Finality;
import dev.lethe.certificate.Certificate.Kept;
import dev.lethe.certificate.Certificate.Kind;
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

    /**
     * The earlier of two instants, either of which suffices.
     *
     * @param at absent under a hold
     */
    record FinalAt(Optional<Instant> at, Finality finality, Optional<Because> because) {}

    /** @param recovery how far back the table of keys can be restored */
    static FinalAt finalAt(List<Epoch> epochs, Instant destroyedAt, Period recovery, boolean held, Instant now) {
        if (held) {
            return new FinalAt(Optional.empty(), Finality.HELD, Optional.empty());
        }
        var copiesEnd = destroyedAt.atOffset(ZoneOffset.UTC).plus(recovery).toInstant();
        var keys = EpochRules.finality(epochs, destroyedAt)
                .map(gone -> new EpochRules.Finality(gone.at().plus(AFTER_DELETION), gone.confirmed()));
        if (keys.isPresent() && keys.get().at().isBefore(copiesEnd)) {
            var confirmed = keys.get().confirmed() && !keys.get().at().isAfter(now);
            return new FinalAt(
                    Optional.of(keys.get().at()),
                    confirmed ? Finality.CONFIRMED : Finality.FORECAST,
                    Optional.of(Because.WRAPPING_KEYS_DELETED));
        }
        return new FinalAt(
                Optional.of(copiesEnd),
                copiesEnd.isAfter(now) ? Finality.FORECAST : Finality.CONFIRMED,
                Optional.of(Because.COPIES_ENDED));
    }

    static Certificate erasure(Tenant tenant, Facts.Erasure facts, FinalAt finalAt, Instant now) {
        var destroyed = new ArrayList<>(List.of(new Destroyed("the person's key", 1)));
        counted(destroyed, "sealed items, deleted after their key was destroyed", facts.messages());
        return new Certificate(
                Kind.ERASURE,
                tenant,
                now,
                Optional.of(facts.subject()),
                Optional.of(facts.request()),
                Optional.empty(),
                facts.shreddedAt(),
                facts.completedAt(),
                destroyed,
                kept(facts.kept(), facts.held()),
                OUTSIDE,
                finalAt.at(),
                finalAt.finality(),
                finalAt.because());
    }

    static Certificate expiry(Tenant tenant, Facts.Day facts, FinalAt finalAt, Instant now) {
        var destroyed = new ArrayList<>(List.of(new Destroyed("the day's key", 1)));
        counted(destroyed, "items that were due then and are recorded as gone", facts.items());
        return new Certificate(
                Kind.EXPIRY,
                tenant,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(facts.day()),
                facts.destroyedAt(),
                Optional.empty(),
                destroyed,
                kept(List.of(new Kept("for each item an entry that it went in time", "GDPR Art. 5(2)")), facts.held()),
                OUTSIDE,
                finalAt.at(),
                finalAt.finality(),
                finalAt.because());
    }

    private static void counted(List<Destroyed> destroyed, String what, int count) {
        if (count > 0) {
            destroyed.add(new Destroyed(what, count));
        }
    }

    private static List<Kept> kept(List<Kept> always, boolean held) {
        var kept = new ArrayList<>(always);
        if (held) {
            kept.add(new Kept("a sealed copy under legal hold", "GDPR Art. 17(3)(e)"));
        }
        return kept;
    }

    private CertificateRules() {}
}
