package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides whether data may be used for a purpose. Pure. */
final class GateRules {
    private final SubjectFile file;
    private final Law law;
    private final Instant now;

    private GateRules(SubjectFile file, Law law, Instant now) {
        this.file = file;
        this.law = law;
        this.now = now;
    }

    /** @param notices the version of each notice that binds now */
    static Verdict judge(
            SubjectFile file, Purpose purpose, Function<NoticeId, Optional<Notice>> notices, Law law, Instant now) {
        var notice = file.catalog().noticeOf(purpose).flatMap(notices);
        var terms = notice.flatMap(published -> published.terms(purpose));
        if (notice.isEmpty() || terms.isEmpty()) {
            return new Verdict.Unknown(purpose);
        }
        if (file.key() instanceof KeyState.Erased) {
            return new Verdict.Erased(purpose, notice.get().id());
        }
        return new GateRules(file, law, now).judge(terms.get(), notice.get().id());
    }

    private Verdict judge(Terms terms, NoticeId notice) {
        var stand = file.standing().about(terms.purpose());
        // A no stands whatever the purpose rests on by now: consent that was refused or taken back does not come back
        // under another name (EDPB Guidelines 05/2020, para. 121-123).
        if (stand.filter(said -> said.decision().isNo()).isPresent()) {
            return new Verdict.Refused(terms.purpose(), stand.get().decision());
        }
        if (terms.asks()) {
            return asked(terms, notice, stand);
        }
        return stand.filter(said -> said.decision() == Decision.GRANTED).isPresent()
                ? onOtherBasis(terms)
                : law.asksForConsent(terms, file.situation(), today())
                        .<Verdict>map(regime -> new Verdict.NeedsConsent(terms.purpose(), regime))
                        .orElseGet(() -> onOtherBasis(terms));
    }

    private Verdict.Allowed onOtherBasis(Terms terms) {
        return new Verdict.Allowed(terms, file.catalog().closedBefore().orElse(Instant.EPOCH));
    }

    private Verdict asked(Terms terms, NoticeId notice, Optional<Stand> stand) {
        var purpose = terms.purpose();
        if (stand.isEmpty() || stand.get().decision() != Decision.GRANTED) {
            return new Verdict.NotAsked(purpose, notice);
        }
        var yes = stand.get();
        if (!yes.authorised() && law.asksParent(file.situation(), today())) {
            return new Verdict.NeedsParent(purpose, notice);
        }
        var expired = yes.until().filter(until -> !now.isBefore(until)).isPresent();
        if (expired
                || !file.catalog().proves(yes.decidedAt())
                || !yes.substance().equals(terms.substance())) {
            return new Verdict.Stale(purpose, notice, expired);
        }
        var closedBefore = file.catalog().closedBefore().orElse(Instant.EPOCH);
        return new Verdict.Allowed(terms, later(yes.since(), closedBefore), yes.until(), covered(terms, yes));
    }

    private static Set<String> covered(Terms terms, Stand yes) {
        return yes.categories().isEmpty()
                ? terms.categories()
                : terms.categories().stream()
                        .filter(yes.categories()::contains)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
