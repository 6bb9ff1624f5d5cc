package dev.lethe.retention;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import java.util.ArrayList;
import java.util.List;

/**
 * A retention schedule as a privacy officer writes it. It can only shorten what notices promise: nothing is kept longer than people
 * were told.
 *
 * @param locale the language shown to whoever does not ask for another; every reason is given in it
 * @param rules where no rule is about some data, the notice's own period counts
 * @param evidence for how long each kind of evidence is kept; a kind that is not named is kept
 */
public record ScheduleDraft(
        LanguageTag locale,
        @Items(min = 0, max = 200) List<RetentionRule> rules,
        @Items(min = 0, max = 10) List<EvidencePeriod> evidence) {

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
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
    }
}
