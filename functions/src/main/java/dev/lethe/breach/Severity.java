package dev.lethe.breach;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How severe a breach is by ENISA's method of 2013: SE = DPC × EI + CB. It supports a decision of whether to notify, and is none.
 *
 * @param score SE, from 0.25 to 6
 * @param context DPC, the data processing context, from 1 to 4
 * @param identification EI, how easily people are identified
 * @param circumstances CB, the circumstances of the breach, from 0 to 2
 * @param flags what is told beside the score, and does not change it
 * @param reasons every answer with what it counted
 */
public record Severity(
        BigDecimal score,
        BigDecimal context,
        BigDecimal identification,
        BigDecimal circumstances,
        Level level,
        Set<Flag> flags,
        List<Reason> reasons) {

    /** ENISA's levels. */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH,
        VERY_HIGH
    }

    /** What is told beside the score. */
    public enum Flag {
        MORE_THAN_100_INDIVIDUALS,
        UNINTELLIGIBLE_DATA
    }

    /**
     * What an answer counted.
     *
     * @param answer which question, and what was answered to it
     * @param by the fact of the method that it was scored by
     * @param because what whoever answered said of it
     */
    public record Reason(String answer, BigDecimal counted, String by, Optional<String> because) {}

    /** Kinds of data as the method has them. Credentials are of the kind that they open. */
    public enum Kind {
        SIMPLE,
        BEHAVIOURAL,
        FINANCIAL,
        SENSITIVE
    }

    /** What moves the score of a kind of data, in the order of the method's adjustments. */
    public enum Context {
        /** The volume, or who holds it, allows some profile or inferences on social or financial standing. */
        SIMPLE_PROFILE(Kind.SIMPLE),
        /** It allows inferences on health, sex life, politics or religion. */
        SIMPLE_SENSITIVE_INFERENCE(Kind.SIMPLE),
        /** It is critical for somebody's safety or state of health: minors, people under protection. */
        SIMPLE_SAFETY(Kind.SIMPLE),
        /** No substantial insight, or easily known anyway. */
        BEHAVIOURAL_NO_INSIGHT(Kind.BEHAVIOURAL),
        BEHAVIOURAL_DETAILED_PROFILE(Kind.BEHAVIOURAL),
        /** A profile that is built on sensitive facts. */
        BEHAVIOURAL_SENSITIVE_PROFILE(Kind.BEHAVIOURAL),
        FINANCIAL_NO_INSIGHT(Kind.FINANCIAL),
        /** Some data, without insight. */
        FINANCIAL_LITTLE_INSIGHT(Kind.FINANCIAL),
        /** Full card data, or a detailed profile. */
        FINANCIAL_FULL_DETAIL(Kind.FINANCIAL),
        /** It supports assumptions only. */
        SENSITIVE_ASSUMPTIONS(Kind.SENSITIVE),
        SENSITIVE_GENERAL_ASSUMPTIONS(Kind.SENSITIVE),
        SENSITIVE_NO_INSIGHT(Kind.SENSITIVE);

        private final Kind kind;

        Context(Kind kind) {
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }
    }

    /**
     * A kind of data that is there.
     *
     * @param because why it is answered so
     */
    public record Data(
            Kind kind,
            Optional<Context> context,
            @Text(max = BECAUSE_MAX) Optional<String> because) {
        public Data {
            if (context.filter(of -> of.kind() != kind).isPresent()) {
                throw new Malformed("/context", "must be one of its kind's");
            }
        }
    }

    /** How easily people are identified by it. */
    public enum Identification {
        NEGLIGIBLE,
        LIMITED,
        SIGNIFICANT,
        MAXIMUM
    }

    /** What was lost of confidentiality. */
    public enum Confidentiality {
        /** No evidence of unlawful processing. */
        NO_EVIDENCE,
        KNOWN_RECIPIENTS,
        UNKNOWN_RECIPIENTS
    }

    /** What was lost of integrity. */
    public enum Integrity {
        /** Nothing altered, or nothing used wrongly. */
        NO_WRONG_USE,
        RECOVERABLE,
        NOT_RECOVERABLE
    }

    /** What was lost of availability. */
    public enum Availability {
        NO_DIFFICULTY,
        TEMPORARY,
        FULL
    }

    /**
     * What the method asks. Whether it was done on purpose is told with the facts.
     *
     * @param data every kind that is there; the highest counts
     * @param because why the rest is answered so
     */
    public record Answers(
            @Items(max = 4) List<Data> data,
            Identification identification,
            Confidentiality confidentiality,
            Integrity integrity,
            Availability availability,
            @Text(max = BECAUSE_MAX) Optional<String> because) {

        public Answers {
            var wrongs = new ArrayList<Wrong>();
            for (var i = 0; i < data.size(); i++) {
                var kind = data.get(i).kind();
                if (data.subList(0, i).stream().anyMatch(other -> other.kind() == kind)) {
                    wrongs.add(new Wrong("/data/" + i + "/kind", "is named twice"));
                }
            }
            if (!wrongs.isEmpty()) {
                throw new Malformed(wrongs);
            }
        }
    }

    /** How long a reason may be. */
    static final int BECAUSE_MAX = 500;

    /**
     * What it says of the risk, where no person has said anything of it. A low score does not decide that a risk is unlikely: that is
     * for a person to say.
     */
    Risk risk() {
        return switch (level) {
            case LOW -> Risk.UNKNOWN;
            case MEDIUM -> Risk.RISK;
            case HIGH, VERY_HIGH -> Risk.HIGH;
        };
    }
}
