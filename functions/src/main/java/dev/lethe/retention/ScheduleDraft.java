package dev.lethe.retention;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A retention schedule as a privacy officer writes it. It can only shorten what notices promise: nothing is kept longer than people
 * were told.
 *
 * @param locale the language shown to whoever does not ask for another; every reason is given in it
 * @param rules where no rule is about some data, the notice's own period counts
 * @param evidence for how long each kind of evidence is kept; a kind that is not named is kept
 * @param peopleMin how many people have to have used a word before it is kept, where a rule has data anonymised; 20 where nothing is
 *     said, and never fewer
 */
public record ScheduleDraft(
        LanguageTag locale,
        @Items(min = 0, max = 200) List<RetentionRule> rules,
        @Items(min = 0, max = 10) List<EvidencePeriod> evidence,
        Optional<Integer> peopleMin) {
    /** For how many purposes a schedule may have data anonymised: what is counted of a day is written in one transaction. */
    static final int ANONYMISED_MAX = 40;

    public ScheduleDraft {
        var wrongs = new ArrayList<Wrong>();
        for (var i = 0; i < rules.size(); i++) {
            if (!rules.get(i).reasons().containsKey(locale)) {
                wrongs.add(new Wrong("/rules/" + i + "/reasons", "must have one in the schedule's own language"));
            }
            if (rules.subList(0, i).stream().anyMatch(rules.get(i)::overlaps)) {
                wrongs.add(new Wrong("/rules/" + i, "says again what an earlier rule is about"));
            }
        }
        for (var i = 0; i < evidence.size(); i++) {
            var kind = evidence.get(i).kind();
            if (evidence.subList(0, i).stream().anyMatch(other -> other.kind() == kind)) {
                wrongs.add(new Wrong("/evidence/" + i + "/kind", "is named twice"));
            }
        }
        if (peopleMin.filter(people -> people < Statistic.PEOPLE_MIN).isPresent()) {
            wrongs.add(new Wrong("/peopleMin", "must be 20 or more"));
        }
        if (rules.stream()
                        .filter(RetentionRule::anonymises)
                        .map(RetentionRule::purpose)
                        .distinct()
                        .count()
                > ANONYMISED_MAX) {
            wrongs.add(new Wrong("/rules", "must anonymise 40 purposes at most"));
        }
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
    }

    /** Whether anything is counted of data when their time is over. */
    boolean anonymises() {
        return rules.stream().anyMatch(RetentionRule::anonymises);
    }

    int peopleAtLeast() {
        return peopleMin.orElse(Statistic.PEOPLE_MIN);
    }
}
