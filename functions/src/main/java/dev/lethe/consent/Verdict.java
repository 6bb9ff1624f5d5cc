package dev.lethe.consent;

import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Terms;
import java.time.Instant;

/** Whether data of a person may be used for a purpose, and why. */
public sealed interface Verdict {

    Purpose purpose();

    /**
     * There is a basis.
     *
     * @param since what was taken in before does not fall under it
     */
    record Allowed(Terms terms, Instant since) implements Verdict {
        @Override
        public Purpose purpose() {
            return terms.purpose();
        }
    }

    /** It rests on consent, and the person has not been asked. */
    record NotAsked(Purpose purpose, NoticeId notice) implements Verdict {}

    /** The person said no, or took a yes back. */
    record Refused(Purpose purpose) implements Verdict {}

    /** The person said yes to something else than what the notice says now. */
    record Stale(Purpose purpose, NoticeId notice) implements Verdict {}

    /** The person was erased, and has not come back. */
    record Erased(Purpose purpose, NoticeId notice) implements Verdict {}

    /** No published notice describes the purpose. */
    record Unknown(Purpose purpose) implements Verdict {}

    /** How a verdict is told to bots. */
    enum Why {
        LEGAL_BASIS,
        CONSENT_GIVEN,
        NOT_ASKED,
        REFUSED,
        STALE,
        ERASED,
        UNKNOWN_PURPOSE
    }
}
