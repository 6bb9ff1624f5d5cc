package dev.lethe.breach;

import dev.lethe.http.Malformed;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an entry of a timeline says. Kept under seal, and told to nobody but those who work on the incident. */
public record Words(
        Optional<Description> description,
        Optional<Triaging> triage,
        Optional<Awareness> awareness,
        Optional<BreachFacts> facts,
        Optional<Scored> severity,
        @Text(max = Words.TEXT_MAX) Optional<String> note,
        Optional<Correction> correction,
        Optional<Plan> plan,
        Optional<Done> done,
        Optional<Deed> deed,
        Optional<Finding> finding,
        @Items(max = Words.CLOCKS_MAX) Optional<List<Moved>> changes,
        @Items(max = 4) Optional<List<Nearing>> nearing,
        Optional<Selection> selection,
        Optional<ScopeId> scope,
        @Text(max = Words.TEXT_MAX) Optional<String> conclusion) {

    /** The longest text of an entry. */
    static final int TEXT_MAX = 4_000;

    /** How many clocks one entry is about, at most. */
    static final int CLOCKS_MAX = 500;

    static final int SYSTEMS_MAX = 50;

    /**
     * What happened, as far as it is known.
     *
     * @param summary what was seen
     * @param effects on people, as far as anybody can tell (GDPR Art. 33(5))
     * @param systems that it happened in
     */
    public record Description(
            @Text(max = TEXT_MAX, example = "An export of chats lay open in a bucket")
            String summary,

            @Text(max = TEXT_MAX) Optional<String> cause,
            @Text(max = TEXT_MAX) Optional<String> effects,
            @Text(max = 200) @Items(max = SYSTEMS_MAX) Optional<Set<String>> systems) {}

    /** What it was found to be, and why. */
    public record Triaging(
            Verdict verdict, @Text(max = TEXT_MAX) String because) {
        /** What it can be found to be. */
        public enum Verdict {
            CONFIRMED,
            FALSE_ALARM
        }
    }

    /**
     * When there was a reasonable degree of certainty that personal data were compromised (EDPB Guidelines 9/2022, para. 31).
     *
     * @param establishedBy who says so
     */
    public record Awareness(
            Instant at,

            @Text(max = 200, example = "Head of security, after the review of the logs")
            String establishedBy,

            @Text(max = TEXT_MAX) Optional<String> because) {}

    /** What an earlier entry should have said. It stays as it is, too. */
    public record Correction(
            int entry, @Text(max = TEXT_MAX) String text) {}

    /** Something to be done by a day, now or so that it does not happen again. */
    public record Plan(Sort sort, @Text(max = TEXT_MAX) String text, LocalDate dueOn) {
        /** Of which sort. */
        public enum Sort {
            MEASURE,
            LESSON
        }
    }

    /** That what an earlier entry planned is done. */
    public record Done(
            int entry, Instant at, @Text(max = TEXT_MAX) Optional<String> text) {}

    /**
     * What came of an obligation: that it was met, or on what ground it is not.
     *
     * @param to whom it was told
     * @param reference by which whoever was told knows of it
     */
    public record Deed(
            @Text(max = Sent.KEY_MAX, form = Sent.FORM, example = "eu_gdpr.breach.sa/due/supervisory-authority")
            String obligation,

            Optional<Instant> doneAt,
            @Text(max = 200) Optional<String> to,
            @Text(max = 200) Optional<String> reference,
            @Text(max = TEXT_MAX) Optional<String> ground) {
        public Deed {
            if (doneAt.isPresent() == ground.isPresent()) {
                throw new Malformed("", "must say when it was done, or on what ground it is not");
            }
            if (doneAt.isPresent() && to.isEmpty()) {
                throw new Malformed("/to", "is required with when it was done");
            }
            if (ground.isPresent() && (to.isPresent() || reference.isPresent())) {
                throw new Malformed("/ground", "is of what was not done, of which nobody was told");
            }
        }
    }

    /** What a detector found. */
    public record Finding(
            Detector detector,
            @Text(max = 200) String id,
            @Text(max = 200) String type,
            @Text(max = 20) String severity,
            @Text(max = 1_000) Optional<String> title,
            Instant updatedAt) {
        /** Which one. */
        public enum Detector {
            GUARDDUTY,
            MACIE
        }
    }

    /** How severe it was found to be. */
    public record Scored(
            Severity.Level level, @Text(max = 10) String score) {}

    /** How a clock has changed. */
    public record Moved(
            @Text(max = Sent.KEY_MAX) String obligation, How how, Optional<Instant> wasDueAt, Optional<Instant> dueAt) {
        /** In which way. */
        public enum How {
            ADDED,
            /** Nothing follows any more that would have to be done. */
            GONE,
            EARLIER,
            LATER,
            /** There was no end that could be told, or there is none now. */
            OTHERWISE
        }
    }

    /** That clocks have passed a fraction of their time, in percent. */
    public record Nearing(
            int percent,

            @Text(max = Sent.KEY_MAX) @Items(max = CLOCKS_MAX)
            List<String> obligations) {}

    /** Reads what was written as a tree. */
    static Words of(Object tree) {
        return Shape.of(Words.class).read(tree);
    }

    /** One thing that is said, as a tree to be written. */
    static Map<String, Object> tree(String name, Object said) {
        return Map.of(name, Shape.tree(said));
    }

    @Override
    public String toString() {
        return "Words[redacted]";
    }
}
