package dev.lethe.notice;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A notice as a privacy officer writes it (GDPR Art. 13, CCPA §1798.100).
 *
 * @param locale the language shown to whoever does not ask for another; one of {@code wordings}
 * @param platformCopy what the platform itself keeps, which erasing here does not reach
 * @param reviewBy when somebody should look at it again
 */
public record NoticeDraft(
        LanguageTag locale,
        @Items(max = 30) Map<LanguageTag, Wording> wordings,
        @Items(max = 20) List<Terms> purposes,
        @Items(max = 8) List<Controller> controllers,

        @Text(max = 1_000, example = "Messenger keeps its own copy of this chat")
        String platformCopy,

        @Items(max = 12) Set<Right> rights,
        @Text(max = 200, example = "privacy@example.org") String contact,
        LocalDate reviewBy) {

    /** Somebody who answers for the data, and in which role. */
    public record Controller(
            @Text(max = 120, example = "Example Shop GmbH") String name,
            Role role,

            @Text(max = 200, example = "Hauptstraße 1, Berlin")
            String address) {}

    /** Who decides why and how (GDPR Arts. 4, 26, 28). */
    public enum Role {
        CONTROLLER,
        JOINT_CONTROLLER,
        PROCESSOR
    }

    /** What people may ask for (GDPR Chapter III, CCPA). */
    public enum Right {
        ACCESS,
        RECTIFICATION,
        ERASURE,
        RESTRICTION,
        PORTABILITY,
        OBJECTION,
        WITHDRAWAL,
        HUMAN_REVIEW,
        OPT_OUT_OF_SALE,
        COMPLAINT
    }

    public NoticeDraft {
        var wrongs = new ArrayList<Wrong>();
        if (!wordings.containsKey(locale)) {
            wrongs.add(new Wrong("/locale", "must be one of the wordings"));
        }
        var seen = new HashSet<Purpose>();
        for (var i = 0; i < purposes.size(); i++) {
            if (!seen.add(purposes.get(i).purpose())) {
                wrongs.add(new Wrong("/purposes/" + i + "/purpose", "is described twice"));
            }
        }
        var asked = purposes.stream()
                .filter(terms -> terms.basis() == LegalBasis.CONSENT)
                .map(Terms::purpose)
                .collect(Collectors.toSet());
        wordings.forEach((language, wording) -> {
            if (!wording.questions().keySet().equals(asked)) {
                wrongs.add(new Wrong(
                        "/wordings/" + language + "/questions",
                        "must have one question for each purpose that rests on consent, and no other"));
            }
        });
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
    }
}
