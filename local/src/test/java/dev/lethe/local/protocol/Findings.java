package dev.lethe.local.protocol;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of a race.
 *
 * @param runs how often an actor's code was run to find its next step
 * @param schedules how many different orders of all steps there are
 * @param broken in how many of these each promise is broken
 * @param examples of a broken promise, the first that was met
 * @param outcomes whose work ended with which status
 */
record Findings(
        int states,
        int transitions,
        int runs,
        BigInteger schedules,
        Map<Broken, BigInteger> broken,
        Map<Broken, List<String>> examples,
        Set<String> outcomes) {

    String told(String race) {
        var text = new StringBuilder("%s: %,d schedules over %,d states and %,d steps, %,d runs"
                .formatted(race, schedules, states, transitions, runs));
        broken.forEach((kind, count) -> text.append("%n  %s in %,d schedules, such as".formatted(kind, count))
                .append("\n    ")
                .append(String.join("\n    ", examples.getOrDefault(kind, List.of()))));
        return text.append("\n  ").append(outcomes).toString();
    }
}
