package dev.lethe.retention;

import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Terms;
import dev.lethe.retention.ScheduleFinding.Kind;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides what is wrong with a schedule. Pure. */
final class ScheduleRules {
    /** A day from which periods are longest, so that a month is one of 31 days. */
    private static final LocalDate FROM = LocalDate.of(2026, 12, 1);

    /** Something that keeps a schedule from being published: what it names and nobody knows. */
    record Unknown(String pointer, String detail) {}

    static List<Unknown> unknown(ScheduleDraft draft, Set<Purpose> purposes, Set<String> regimes) {
        var unknown = new ArrayList<Unknown>();
        for (var i = 0; i < draft.rules().size(); i++) {
            var rule = draft.rules().get(i);
            if (!purposes.contains(rule.purpose())) {
                unknown.add(new Unknown("/rules/" + i + "/purpose", "is described by no notice that binds"));
            }
            if (rule.regimes().filter(named -> !regimes.containsAll(named)).isPresent()) {
                unknown.add(new Unknown("/rules/" + i + "/regimes", "names a regime that is not known"));
            }
        }
        return unknown;
    }

    /** What may not be meant. */
    static List<ScheduleFinding> findings(ScheduleDraft draft, Map<Purpose, Terms> told) {
        var findings = new ArrayList<ScheduleFinding>();
        for (var i = 0; i < draft.rules().size(); i++) {
            var rule = draft.rules().get(i);
            var terms = told.get(rule.purpose());
            if (terms == null) {
                continue;
            }
            if (isLonger(rule.keep(), terms.retention())) {
                findings.add(new ScheduleFinding("/rules/" + i + "/keep", Kind.LONGER_THAN_PROMISED));
            }
            if (!terms.categories().contains(rule.category())) {
                findings.add(new ScheduleFinding("/rules/" + i + "/category", Kind.CATEGORY_NOT_IN_NOTICE));
            }
            if (rule.anonymises() && !terms.isAnonymised()) {
                findings.add(new ScheduleFinding("/rules/" + i + "/action", Kind.ANONYMISATION_NOT_IN_NOTICE));
            }
        }
        return findings;
    }

    static boolean isLonger(Period one, Period other) {
        return FROM.plus(one).isAfter(FROM.plus(other));
    }

    private ScheduleRules() {}
}
