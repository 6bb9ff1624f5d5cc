package dev.lethe.breach;

import dev.lethe.breach.Severity.Answers;
import dev.lethe.breach.Severity.Availability;
import dev.lethe.breach.Severity.Confidentiality;
import dev.lethe.breach.Severity.Context;
import dev.lethe.breach.Severity.Data;
import dev.lethe.breach.Severity.Flag;
import dev.lethe.breach.Severity.Integrity;
import dev.lethe.breach.Severity.Level;
import dev.lethe.breach.Severity.Reason;
import dev.lethe.regime.Fact;
import dev.lethe.regime.FactTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scores a breach by ENISA's method (Recommendations for a methodology of the assessment of severity of personal data breaches, v1.0,
 * December 2013). Pure; every number is the table's.
 */
public final class SeverityRules {
    /** From how many people on the score says that they are many. */
    private static final int MANY = 101;

    private final FactTable table;

    /** @param table the method's */
    public SeverityRules(FactTable table) {
        this.table = table;
    }

    /** The score of what was answered, with the flags that the facts give beside it. Malice that nobody knows of counts nothing. */
    public Severity severity(Answers answers, BreachFacts facts) {
        var reasons = new ArrayList<Reason>();
        var context = answers.data().stream()
                .map(data -> context(data, reasons))
                .max(BigDecimal::compareTo)
                .orElseThrow();
        var identification = score("x.enisa.ei", answers.identification());
        reasons.add(reason("x.enisa.ei", answers.identification(), identification, answers.because()));
        var circumstances = List.of(
                        lost("x.enisa.cb_conf", Confidentiality.values(), answers.confidentiality(), reasons),
                        lost("x.enisa.cb_int", Integrity.values(), answers.integrity(), reasons),
                        lost("x.enisa.cb_avail", Availability.values(), answers.availability(), reasons),
                        malice(facts.malicious(), reasons))
                .stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var score = context.multiply(identification).add(circumstances);
        return new Severity(
                plain(score),
                plain(context),
                plain(identification),
                plain(circumstances),
                level(score),
                flags(facts),
                List.copyOf(reasons));
    }

    /** The base of a kind, moved by its context, and kept within the method's bounds. */
    private BigDecimal context(Data data, List<Reason> reasons) {
        var base = score("x.enisa.dpc_base", data.kind());
        reasons.add(reason("x.enisa.dpc_base", data.kind(), base, data.because()));
        var moved = data.context().map(of -> moved(of, reasons)).orElse(BigDecimal.ZERO);
        var range = list("x.enisa.dpc_base", "range");
        return base.add(moved).max(range.getFirst()).min(range.getLast());
    }

    private BigDecimal moved(Context context, List<Reason> reasons) {
        var id = "x.enisa.dpc_" + written(context.kind());
        var ofKind = Arrays.stream(Context.values())
                .filter(of -> of.kind() == context.kind())
                .toList();
        var by = list(id, "adjust").get(ofKind.indexOf(context));
        reasons.add(reason(id, context, by, Optional.empty()));
        return by;
    }

    private BigDecimal malice(Optional<Boolean> malicious, List<Reason> reasons) {
        var values = list("x.enisa.cb_mal", "values");
        var value = malicious.orElse(false) ? values.getLast() : values.getFirst();
        var answer = malicious.map(is -> is ? "malicious" : "not malicious").orElse("whether malicious is not known");
        reasons.add(new Reason(answer, value, "x.enisa.cb_mal", Optional.empty()));
        return value;
    }

    /** Each of the answers there may be has its value in the table, in their order. */
    private BigDecimal lost(String id, Enum<?>[] answers, Enum<?> answer, List<Reason> reasons) {
        var value = list(id, "values").get(Arrays.asList(answers).indexOf(answer));
        reasons.add(reason(id, answer, value, Optional.empty()));
        return value;
    }

    private Level level(BigDecimal score) {
        var bands = fact("x.enisa.bands").scores().orElse(Map.of());
        return Arrays.stream(Level.values())
                .filter(level -> number(bands, written(level)).compareTo(score) <= 0)
                .max(Level::compareTo)
                .orElseThrow();
    }

    private static Set<Flag> flags(BreachFacts facts) {
        var flags = EnumSet.noneOf(Flag.class);
        if (facts.persons().atLeast(MANY) == Threshold.MET) {
            flags.add(Flag.MORE_THAN_100_INDIVIDUALS);
        }
        if (facts.isUnintelligible()) {
            flags.add(Flag.UNINTELLIGIBLE_DATA);
        }
        return Collections.unmodifiableSet(flags);
    }

    private static Reason reason(String by, Enum<?> answer, BigDecimal counted, Optional<String> because) {
        return new Reason(written(answer).replace('_', ' '), counted, by, because);
    }

    private BigDecimal score(String id, Enum<?> answer) {
        return number(fact(id).scores().orElse(Map.of()), written(answer));
    }

    private static BigDecimal number(Map<String, Fact.Score> scores, String name) {
        var score = scores.get(name);
        if (score == null) {
            throw new IllegalStateException("the method has a score for each of its answers");
        }
        return new BigDecimal(score.value());
    }

    private List<BigDecimal> list(String id, String name) {
        return fact(id).lists().orElse(Map.of()).getOrDefault(name, List.of()).stream()
                .map(BigDecimal::new)
                .toList();
    }

    private Fact fact(String id) {
        return table.fact(id).orElseThrow(() -> new IllegalStateException("the method has this table"));
    }

    private static String written(Enum<?> answer) {
        return answer.name().toLowerCase(Locale.ROOT);
    }

    /** Without zeros at its end, and never in powers of ten. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
