package dev.lethe.notice;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A notice as a privacy officer writes it (GDPR Art. 13, CCPA §1798.100).
 *
 * @param locale the language shown to whoever does not ask for another; one of {@code wordings}
 * @param platformCopy what the platform itself keeps, which erasing here does not reach
 * @param reviewBy when somebody should look at it again
 * @param effectiveAt from when it binds, if not at once
 * @param regimes the bodies of law it is meant to satisfy; findings say what each misses
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
        LocalDate reviewBy,
        Optional<Instant> effectiveAt,

        @Items(max = 30) @Text(max = 40, form = "[a-z][a-z0-9_]+", example = "eu_gdpr")
        Optional<Set<String>> regimes,

        Optional<Particulars> particulars) {
    private static final int ESTABLISHMENTS_MAX = 60;

    /** A tag, a comment, an entity, or an address that runs a script. */
    private static final Pattern MARKUP = Pattern.compile(
            "<[a-z/!?]|&(#[0-9]+|#x[0-9a-f]+|lt|gt|amp|quot|nbsp);|(javascript|vbscript):", Pattern.CASE_INSENSITIVE);

    /**
     * What else people are to be told, where there is something to tell.
     *
     * @param dataProtectionOfficer how to reach them (GDPR Art. 13(1)(b))
     * @param transfers to which third countries, under which safeguards (Art. 13(1)(f))
     * @param withdrawal how consent is taken back (Art. 13(2)(c))
     * @param authority where to complain (Art. 13(2)(d))
     * @param obligation whether people have to give data, and what follows if they do not (Art. 13(2)(e))
     * @param automatedDecisions the logic involved and what it may mean for them (Art. 13(2)(f))
     * @param sources where data come from that people did not give themselves (Art. 14(2)(f))
     * @param appeal how somebody appeals when a request of theirs is refused (Va. Code 59.1-578(C), and other states' laws)
     * @param security how data are kept safe (Japan, APPI Art. 32(1)(iv))
     * @param destruction how data are destroyed (Korea, PIPA Art. 30(1) no. 3-2)
     * @param tracking what is collected by itself, such as by cookies, and how to turn it off (PIPA Art. 30(1) no. 7)
     */
    public record Particulars(
            @Text(max = 200, example = "dpo@example.org") Optional<String> dataProtectionOfficer,

            @Text(max = 1_000, example = "None outside the EU")
            Optional<String> transfers,

            @Text(max = 400, example = "Write: stop remembering")
            Optional<String> withdrawal,

            @Text(max = 200, example = "Berliner Beauftragte für Datenschutz und Informationsfreiheit")
            Optional<String> authority,

            @Text(max = 400, example = "You need not tell us anything")
            Optional<String> obligation,

            @Text(max = 1_000, example = "The bot decides nothing about you by itself")
            Optional<String> automatedDecisions,

            @Text(max = 400, example = "From the platform: your name and picture")
            Optional<String> sources,

            @Text(max = 400, example = "Write to appeals@example.org within 60 days")
            Optional<String> appeal,

            @Text(max = 1_000, example = "Everything is encrypted under a key of your own")
            Optional<String> security,

            @Text(max = 400, example = "Your key is destroyed, so that nothing opens any more")
            Optional<String> destruction,

            @Text(max = 400, example = "None: the bot sets no cookies")
            Optional<String> tracking) {
        /** Nothing is told. */
        static final Particulars NONE = new Particulars(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Somebody who answers for the data, and in which role.
     *
     * @param establishments where they are established: the law there holds wherever people live (GDPR Art. 3(1))
     */
    public record Controller(
            @Text(max = 120, example = "Example Shop GmbH") String name,
            Role role,

            @Text(max = 200, example = "Hauptstraße 1, Berlin")
            String address,

            @Items(max = ESTABLISHMENTS_MAX) Optional<Set<Place>> establishments) {
        /** One that does not say where it is established. */
        public Controller(String name, Role role, String address) {
            this(name, role, address, Optional.empty());
        }
    }

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
        LIMIT_SENSITIVE_USE,
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
        var asked = purposes.stream().filter(Terms::asks).map(Terms::purpose).collect(Collectors.toSet());
        wordings.forEach((language, wording) -> {
            if (!wording.questions().keySet().equals(asked)) {
                wrongs.add(new Wrong(
                        "/wordings/" + language + "/questions",
                        "must have one question for each purpose that people are asked about, and no other"));
            }
        });
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
    }

    /** A notice that binds at once and says no more than every notice has to. */
    public NoticeDraft(
            LanguageTag locale,
            Map<LanguageTag, Wording> wordings,
            List<Terms> purposes,
            List<Controller> controllers,
            String platformCopy,
            Set<Right> rights,
            String contact,
            LocalDate reviewBy) {
        this(
                locale,
                wordings,
                purposes,
                controllers,
                platformCopy,
                rights,
                contact,
                reviewBy,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The bodies of law that it is meant to satisfy: the GDPR, where it names none. */
    public Set<String> meant() {
        return regimes.orElse(Set.of("eu_gdpr"));
    }

    /** Where those are established who decide why and how. A processor's place does not bring its law over them (EDPB Guidelines 3/2018). */
    public Set<Place> establishments() {
        return controllers.stream()
                .filter(one -> one.role() != Role.PROCESSOR)
                .flatMap(one -> one.establishments().stream())
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Refuses what a chat or a page might take for more than text.
     *
     * @throws Malformed naming every text with markup in it
     */
    public NoticeDraft checked() {
        var wrongs = new ArrayList<Wrong>();
        findMarkup(Shape.tree(this), "", wrongs);
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
        return this;
    }

    private static void findMarkup(Object tree, String at, List<Wrong> wrongs) {
        switch (tree) {
            case String text
            when MARKUP.matcher(text).find() -> wrongs.add(new Wrong(at, "must be text without markup"));
            case Map<?, ?> fields -> fields.forEach((name, value) -> findMarkup(value, at + "/" + name, wrongs));
            case List<?> items -> {
                for (var i = 0; i < items.size(); i++) {
                    findMarkup(items.get(i), at + "/" + i, wrongs);
                }
            }
            default -> {
                // A number or a truth value has none.
            }
        }
    }
}
