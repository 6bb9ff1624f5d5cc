package dev.lethe.regime;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import dev.lethe.regime.Regime.Tie;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing that the law says, or that is said of it, with where it was read and how well that was checked. Of what it says
 * beside its rule, only what the suite computes with has a type of its own.
 *
 * @param effective from when it holds; from always where it is absent
 * @param checkedOn when it was checked last, if not with its file
 * @param reviewOn by when it is to be checked again, if not with its file
 * @param basis the legal citation
 * @param sources ids of the file's sources, or {@code general_knowledge}
 * @param partlyUnverified whether a part of it rests on general knowledge
 */
public record Fact(
        @Text(max = 60, form = "[a-z0-9_]+(?:[.][A-Za-z0-9_]+)+")
        String id,

        @Text(max = 500) String rule,
        Optional<LocalDate> effective,
        Optional<Status> status,
        @Items(max = 8) Optional<List<Term>> terms,
        Optional<Consent> consent,
        Optional<Signal> signal,
        Optional<Age> age,
        @Items(max = 20) Optional<Set<Right>> rights,
        Optional<Pausing> pause,
        Optional<BreachRule> breach,
        Optional<BreachExemption> exemption,
        Optional<Bot> bot,
        Optional<Clock> clock,
        Optional<Told> told,
        @Items(max = 40) Optional<List<RecordField>> fields,

        @Text(max = 60, form = "[A-Za-z0-9_-]+") @Items(max = 10)
        Optional<Map<String, Score>> scores,

        @Text(max = 80) @Items(max = 20) Optional<Map<String, List<String>>> lists,

        @Text(max = 40, form = "[A-Za-z0-9]+") @Items(max = 10)
        Optional<Map<String, LocalDate>> dates,

        @Text(max = 120) @Items(max = 10) Optional<Map<String, String>> details,

        Optional<LocalDate> checkedOn,
        Optional<LocalDate> reviewOn,
        @Text(max = 200) String basis,

        @Text(max = 40, form = "[a-z0-9_]+") @Items(max = 10)
        List<String> sources,

        Confidence confidence,
        Optional<Boolean> partlyUnverified) {

    public Fact {
        var before = new HashSet<String>();
        for (var term : terms.orElse(List.of())) {
            var named = Stream.of(term.after(), term.insteadOf()).flatMap(Optional::stream);
            if (!named.allMatch(before::contains) || !before.add(term.name())) {
                throw new IllegalArgumentException("terms have names of their own, and come after those they name");
            }
        }
    }

    /** The source of what was read nowhere. */
    public static final String GENERAL_KNOWLEDGE = "general_knowledge";

    /** What keeps a fact from being law as it stands. */
    public enum Status {
        /** An authority's advice. */
        GUIDANCE,
        /** No fixed number; a target that is commonly named. */
        SOFT,
        /** A court has stopped its enforcement. */
        ENJOINED,
        /** Not passed yet. */
        BILL
    }

    /** What a purpose needs. */
    public record Consent(PurposeClass purpose, ConsentModel model) {}

    /** Whether a signal of somebody's browser or device, such as Global Privacy Control, has to be honoured. */
    public enum Signal {
        MANDATORY,
        /** Mandatory where conditions are met. Whoever honours it anyway is on the safe side. */
        CONDITIONAL,
        /** Signals that somebody is a minor, or what they consent to, must be honoured. */
        MINORS,
        CONSENT_MANAGER,
        NONE
    }

    /**
     * Ages that the law draws a line at, in whole years.
     *
     * @param country the country that the line is drawn in, in tables of countries
     * @param childAge below it, a parent has to consent
     * @param minorAge below it, other protection applies
     * @param selfFrom from this age to {@code selfTo}, who is concerned has to opt in personally
     */
    public record Age(
            Optional<Place> country,
            Optional<Integer> childAge,
            Optional<Integer> minorAge,
            Optional<Integer> selfFrom,
            Optional<Integer> selfTo) {}

    /** What somebody may ask for. */
    public enum Right {
        ACCESS,
        RECTIFICATION,
        ERASURE,
        RESTRICTION,
        PORTABILITY,
        OBJECTION,
        AUTOMATED_DECISION_REVIEW,
        AUTOMATED_DECISION_OPT_OUT,
        OPT_OUT_SALE_SHARE,
        OPT_OUT_TARGETED_ADS,
        OPT_OUT_PROFILING,
        LIMIT_SENSITIVE,
        GRIEVANCE,
        NOMINATION,
        DEINDEXING,
        PARENTAL_ACCESS,
        PARENTAL_DELETION,
        PARENTAL_REFUSAL
    }

    /**
     * What lets a period stand still.
     *
     * @param rules the facts whose periods may
     */
    public record Pausing(
            Counted counts,
            InSafer safer,

            @Text(max = 60) @Items(max = 10) Set<String> rules) {

        /** Which days of a pause do not count. */
        public enum Counted {
            /** The first day and the last one too. */
            BOTH_DAYS,
            /** What lies between the same hour of both. */
            BETWEEN_DAYS
        }

        /** Whether the safer reading stands still too. */
        public enum InSafer {
            COUNTED,
            NOT_COUNTED
        }
    }

    /**
     * Who has to be told that a bot is one, where, and when.
     *
     * @param by what ties somebody to it: that people are there, where it is absent, or that who runs the bot is established there
     */
    public record Bot(
            Place place,
            @Items(max = 2) Optional<Set<Tie>> by,

            @Text(max = 20) Optional<String> who,

            @Text(max = 60) Optional<String> trigger,

            Optional<Audience> audience,

            @Text(max = 120) Optional<String> scope,

            @Text(max = 40) Optional<String> timing,

            Optional<Boolean> atStart) {

        /** Whom it is owed to. */
        public enum Audience {
            ALL_USERS,
            KNOWN_MINOR
        }
    }

    /**
     * What a privacy notice has to say.
     *
     * @param says all of it together
     * @param when there is a purpose of such a kind; always where it is absent
     * @param asApplicable whether it depends on what the notice does not tell, so that only somebody who knows can say
     * @param words what has to be said as it stands here
     */
    public record Told(
            @Items(max = 20) Set<NoticeElement> says,
            @Items(max = 9) Optional<Set<Occasion>> when,
            Optional<Boolean> asApplicable,

            @Text(max = 200) Optional<String> words) {

        public Told {
            if (says.contains(NoticeElement.SET_WORDS) != words.isPresent()) {
                throw new IllegalArgumentException("set words are said by what has them");
            }
        }

        /** Kinds of purposes about which more has to be said. */
        public enum Occasion {
            CONSENT,
            CONTRACT,
            /** An interest, or a public task. */
            INTEREST,
            SENSITIVE,
            PROFILING,
            /** A sale, sharing, or targeted advertising. */
            SALE,
            SALE_OF_SENSITIVE,
            SALE_OF_BIOMETRIC
        }
    }

    /** A field of a consent record (ISO/IEC TS 27560), and where the GDPR or DPV has it. */
    public record RecordField(
            @Text(max = 40) String field,
            @Text(max = 60) String isoTerm,
            boolean required,

            @Text(max = 80) Optional<String> dpv,

            @Text(max = 40) Optional<String> gdpr) {}

    /** A decimal number of a method that scores. */
    public record Score(
            @Text(max = 6, form = "-?[0-9]{1,2}(?:[.][0-9]{1,2})?")
            String value) {}

    /** Its period of this name. */
    public Optional<Term> term(String name) {
        return terms.stream()
                .flatMap(List::stream)
                .filter(term -> term.name().equals(name))
                .findFirst();
    }

    /** Whether it is law on a day: in force, not stopped, and passed. */
    public boolean isInForce(LocalDate day) {
        return effective.filter(day::isBefore).isEmpty()
                && status.filter(is -> is == Status.ENJOINED || is == Status.BILL)
                        .isEmpty();
    }
}
