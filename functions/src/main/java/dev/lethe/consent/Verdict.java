package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Terms;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whether data of a person may be used for a purpose, and why. */
public sealed interface Verdict {

    Purpose purpose();

    /**
     * There is a basis.
     *
     * @param since what was taken in before does not fall under it
     * @param until when it has to be asked for again
     * @param categories of data that it covers
     */
    record Allowed(Terms terms, Instant since, Optional<Instant> until, Set<String> categories) implements Verdict {
        /** For all categories, for good. */
        Allowed(Terms terms, Instant since) {
            this(terms, since, Optional.empty(), terms.categories());
        }

        @Override
        public Purpose purpose() {
            return terms.purpose();
        }

        /** Whether a category falls under it; one that the notice does not name is not told apart. */
        boolean covers(String category) {
            return categories.contains(category) || !terms.categories().contains(category);
        }
    }

    /** There is a basis, and it is about other data. */
    record NotCovered(Purpose purpose) implements Verdict {}

    /** It rests on consent, and the person has not been asked. */
    record NotAsked(Purpose purpose, NoticeId notice) implements Verdict {}

    /** The person said no, took a yes back, objected or opted out. */
    record Refused(Purpose purpose, Decision decision) implements Verdict {}

    /** The person said yes, and it does not count any more: it was to something else, is too old, or cannot be shown. */
    record Stale(Purpose purpose, NoticeId notice, boolean expired) implements Verdict {}

    /** The person is a child whose parent has not given their word. */
    record NeedsParent(Purpose purpose, NoticeId notice) implements Verdict {}

    /** The notice rests it on an interest, and the law that protects the person asks for consent. */
    record NeedsConsent(Purpose purpose, String regime) implements Verdict {}

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
        WITHDRAWN,
        OBJECTED,
        OPTED_OUT,
        STALE,
        EXPIRED,
        OTHER_DATA_ONLY,
        PARENT_NEEDED,
        LAW_ASKS_FOR_CONSENT,
        ERASED,
        UNKNOWN_PURPOSE
    }
}
