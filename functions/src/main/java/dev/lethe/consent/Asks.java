package dev.lethe.consent;

import dev.lethe.consent.Ask.Button;
import dev.lethe.consent.Ask.Question;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.Notice;
import dev.lethe.words.Words;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words asks and reads them back. Nothing is stored for an ask: it carries what it asked, for whom and when, under a tag of
 * the tenant's own key.
 */
public final class Asks {
    /** How long a button may be pressed. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final String USE = "ask";
    private static final String SEEN = "seen";
    private static final String REFUSE_ALL = "refuse";

    /** An ask as it was made. */
    record Asked(SubjectId subject, NoticeId notice, int version, List<Purpose> purposes, Instant askedAt) {}

    private final ConsentGate gate;
    private final Tenants tenants;
    private final Words words;
    private final InstantSource clock;

    public Asks(ConsentGate gate, Tenants tenants, Words words, InstantSource clock) {
        this.gate = gate;
        this.tenants = tenants;
        this.words = words;
        this.clock = clock;
    }

    /** The ask that would change what verdicts said no, if asking can: nobody is asked again who has said no. */
    public Optional<Ask> toChange(
            SubjectFile file, List<Verdict> verdicts, Pseudonyms.OfTenant names, Optional<LanguageTag> locale) {
        var notice = verdicts.stream().map(Asks::toAsk).filter(Objects::nonNull).findFirst();
        return notice.flatMap(id -> gate.current(file, id)).map(current -> {
            var purposes = verdicts.stream()
                    .filter(verdict -> current.id().equals(toAsk(verdict)))
                    .map(Verdict::purpose)
                    .toList();
            return ask(file, current, purposes, names, file.locale(locale));
        });
    }

    private static @Nullable NoticeId toAsk(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NotAsked notAsked -> notAsked.notice();
            case Verdict.Stale stale -> stale.notice();
            case Verdict.Erased erased -> erased.notice();
            // The ask is then for the parent to answer.
            case Verdict.NeedsParent child -> child.notice();
            case Verdict.Allowed _,
                    Verdict.Refused _,
                    Verdict.NotCovered _,
                    Verdict.NeedsConsent _,
                    Verdict.Unknown _ -> null;
        };
    }

    private Ask ask(
            SubjectFile file,
            Notice notice,
            List<Purpose> purposes,
            Pseudonyms.OfTenant names,
            Optional<LanguageTag> locale) {
        var language = notice.language(locale);
        var wording = notice.wording(language);
        var questions = new ArrayList<Question>();
        var asked = new ArrayList<Purpose>();
        for (var purpose : purposes) {
            var question = wording.questions().get(purpose);
            if (question != null) {
                asked.add(purpose);
                questions.add(new Question(
                        question.text(),
                        List.of(
                                new Button("grant." + purpose, question.yes()),
                                new Button("refuse." + purpose, question.no()))));
            }
        }
        if (questions.isEmpty()) {
            // Nothing rests on consent, yet the notice has to be shown before somebody begins anew.
            questions.add(new Question(
                    wording.chat(),
                    List.of(new Button(SEEN, words.in(Optional.of(language)).say("ask.ok")))));
        }
        var link = "/v1/public/" + tenants.siteOf(file.tenant()) + "/notices/" + notice.id() + "?version="
                + notice.version() + "&locale=" + language;
        return new Ask(
                token(new Asked(file.subject(), notice.id(), notice.version(), asked, clock.instant()), names),
                wording.chat(),
                language,
                notice.id(),
                notice.version(),
                link,
                questions);
    }

    private static String token(Asked asked, Pseudonyms.OfTenant names) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("subject", asked.subject().value());
        tree.put("notice", asked.notice().value());
        tree.put("version", asked.version());
        tree.put("purposes", asked.purposes().stream().map(Purpose::value).toList());
        tree.put("at", asked.askedAt().toEpochMilli());
        var bytes = Json.write(tree);
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(bytes) + "." + base64.encodeToString(names.tag(USE, bytes));
    }

    /** Reads an ask back; empty unless it was made here, for this tenant, and its buttons may still be pressed. */
    Optional<Asked> read(String token, Pseudonyms.OfTenant names) {
        var parts = token.split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(parts[0]);
            var tag = Base64.getUrlDecoder().decode(parts[1]);
            if (!MessageDigest.isEqual(tag, names.tag(USE, bytes))) {
                return Optional.empty();
            }
            return Json.read(bytes)
                    .flatMap(Asks::asked)
                    .filter(asked -> asked.askedAt().plus(LIFETIME).isAfter(clock.instant()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Asked> asked(Object tree) {
        if (tree instanceof Map<?, ?> map
                && map.get("subject") instanceof String subject
                && map.get("notice") instanceof String notice
                && map.get("version") instanceof Integer version
                && map.get("purposes") instanceof List<?> purposes
                && map.get("at") instanceof Number at) {
            return Optional.of(new Asked(
                    new SubjectId(subject),
                    new NoticeId(notice),
                    version,
                    purposes.stream()
                            .map(purpose -> new Purpose(String.valueOf(purpose)))
                            .toList(),
                    Instant.ofEpochMilli(at.longValue())));
        }
        return Optional.empty();
    }

    /** What pressing a button of an ask decides; empty when the ask has no such button. */
    static Optional<List<Decided>> pressed(Asked asked, String button) {
        if (button.equals(SEEN) && asked.purposes().isEmpty()) {
            return Optional.of(List.of());
        }
        if (button.equals(REFUSE_ALL) && !asked.purposes().isEmpty()) {
            return Optional.of(asked.purposes().stream()
                    .map(purpose -> new Decided(purpose, Choice.REFUSE))
                    .toList());
        }
        for (var purpose : asked.purposes()) {
            for (var choice : List.of(Choice.GRANT, Choice.REFUSE)) {
                if (button.equals(Shape.written(choice) + "." + purpose)) {
                    return Optional.of(List.of(new Decided(purpose, choice)));
                }
            }
        }
        return Optional.empty();
    }
}
