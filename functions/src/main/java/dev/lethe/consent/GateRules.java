package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Terms;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Decides whether data may be used for a purpose. Pure. */
final class GateRules {

    /** @param notices the current version of each notice */
    static Verdict judge(SubjectFile file, Purpose purpose, Function<NoticeId, Optional<Notice>> notices) {
        var notice = file.catalog().noticeOf(purpose).flatMap(notices);
        var terms = notice.flatMap(published -> published.terms(purpose));
        if (notice.isEmpty() || terms.isEmpty()) {
            return new Verdict.Unknown(purpose);
        }
        if (file.key() instanceof KeyState.Erased) {
            return new Verdict.Erased(purpose, notice.get().id());
        }
        return judge(terms.get(), notice.get().id(), file);
    }

    private static Verdict judge(Terms terms, NoticeId notice, SubjectFile file) {
        var stand = file.standing().about(terms.purpose());
        var closedBefore = file.catalog().closedBefore().orElse(Instant.EPOCH);
        // A no stands whatever the purpose rests on by now: consent that was refused or taken back does not come back
        // under another name (EDPB Guidelines 05/2020, para. 121-123).
        if (stand.isPresent() && stand.get().decision() != Decision.GRANTED) {
            return new Verdict.Refused(terms.purpose());
        }
        if (terms.basis() != LegalBasis.CONSENT) {
            return new Verdict.Allowed(terms, closedBefore);
        }
        if (stand.isEmpty()) {
            return new Verdict.NotAsked(terms.purpose(), notice);
        }
        return file.catalog().proves(stand.get().decidedAt())
                        && stand.get().substance().equals(terms.substance())
                ? new Verdict.Allowed(terms, later(stand.get().since(), closedBefore))
                : new Verdict.Stale(terms.purpose(), notice);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private GateRules() {}
}
