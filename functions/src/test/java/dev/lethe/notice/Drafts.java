package dev.lethe.notice;

import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.Wording.Question;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Notices to publish. */
final class Drafts {
    static final LanguageTag EN = new LanguageTag("en");
    static final Purpose CHAT = new Purpose("chat-history");
    static final Purpose ADS = new Purpose("ads");

    static NoticeDraft draft(Terms... purposes) {
        return draft(EN, List.of(EN), purposes);
    }

    /** A draft that asks what it has to ask, in each language. */
    static NoticeDraft draft(LanguageTag locale, List<LanguageTag> languages, Terms... purposes) {
        var asked = Arrays.stream(purposes)
                .filter(Terms::asks)
                .map(Terms::purpose)
                .distinct()
                .toArray(Purpose[]::new);
        var wordings = new LinkedHashMap<LanguageTag, Wording>();
        languages.forEach(language -> wordings.put(language, wording(asked)));
        return draft(locale, wordings, purposes);
    }

    static NoticeDraft draft(LanguageTag locale, Map<LanguageTag, Wording> wordings, Terms... purposes) {
        return new NoticeDraft(
                locale,
                wordings,
                List.of(purposes),
                List.of(new Controller("Shop", Role.CONTROLLER, "Street 1")),
                "The platform keeps its own copy",
                Set.of(Right.ERASURE),
                "privacy@example.org",
                LocalDate.of(2027, 1, 1));
    }

    static Wording wording(Purpose... questions) {
        return new Wording(
                "May we remember?",
                "All of it",
                Arrays.stream(questions)
                        .collect(Collectors.toMap(purpose -> purpose, _ -> new Question("May we?", "Yes", "No"))));
    }

    static Terms terms(Purpose purpose) {
        return terms(purpose, LegalBasis.CONSENT);
    }

    static Terms terms(Purpose purpose, LegalBasis basis) {
        return terms(purpose, basis, Set.of("message-text"), Period.ofDays(30), Set.of());
    }

    static Terms terms(
            Purpose purpose, LegalBasis basis, Set<String> categories, Period retention, Set<String> recipients) {
        return new Terms(purpose, basis, categories, retention, "Because", recipients);
    }

    private Drafts() {}

    /** The same terms, and that something is kept without the person. */
    static Terms anonymised(Terms of) {
        return new Terms(
                of.purpose(),
                of.basis(),
                of.categories(),
                of.retention(),
                of.retentionReason(),
                of.recipients(),
                of.use(),
                of.special(),
                of.ground(),
                of.conditionOfService(),
                of.consentLasts(),
                Optional.of(true));
    }
}
