package dev.lethe.breach;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Regimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Refuses facts that cannot be: what is not yet, and what nobody here knows to be a place or a rule. Pure. */
public final class CheckedFacts {
    /** Before this there was no law on breaches anywhere (California's came into force on 1 July 2003). */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** After this nothing is counted. */
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final String PLACE = "must be a country (ISO 3166-1), a state of the United States (ISO 3166-2:US),"
            + " or a region that a law here is about";

    /**
     * The same facts.
     *
     * @throws Malformed naming each field that is wrong, and not what it says
     */
    public static BreachFacts checked(BreachFacts facts, Regimes regimes, Instant now) {
        var wrongs = new ArrayList<Wrong>();
        past("/detectedAt", Optional.of(facts.detectedAt()), now, wrongs);
        past("/awareAt", facts.awareAt(), now, wrongs);
        milestone("discoveredAt", facts, Milestones::discoveredAt, now, wrongs);
        milestone("determinedAt", facts, Milestones::determinedAt, now, wrongs);
        milestone("assessedAt", facts, Milestones::assessedAt, now, wrongs);
        milestone("closedAt", facts, Milestones::closedAt, now, wrongs);
        if (facts.delayedUntil().filter(at -> at.isAfter(LATEST)).isPresent()) {
            wrongs.add(new Wrong("/delayedUntil", "must be before 2200"));
        }
        for (var i = 0; i < facts.affected().size(); i++) {
            if (facts.affected()
                    .get(i)
                    .place()
                    .filter(of -> !regimes.exists(of))
                    .isPresent()) {
                wrongs.add(new Wrong("/affected/" + i + "/place", PLACE));
            }
        }
        if (!facts.established().stream().allMatch(regimes::exists)) {
            wrongs.add(new Wrong("/establishments", PLACE));
        }
        sent(facts.alreadySent(), regimes, now, wrongs);
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
        return facts;
    }

    private static void milestone(
            String name,
            BreachFacts facts,
            Function<Milestones, Optional<Instant>> moment,
            Instant now,
            List<Wrong> wrongs) {
        past("/milestones/" + name, moment.apply(facts.moments()), now, wrongs);
    }

    private static void past(String pointer, Optional<Instant> moment, Instant now, List<Wrong> wrongs) {
        if (moment.filter(at -> at.isAfter(now)).isPresent()) {
            wrongs.add(new Wrong(pointer, "must not be in the future"));
        }
        if (moment.filter(at -> at.isBefore(EARLIEST)).isPresent()) {
            wrongs.add(new Wrong(pointer, "must not be before 2000"));
        }
    }

    private static void sent(List<Sent> sent, Regimes regimes, Instant now, List<Wrong> wrongs) {
        for (var i = 0; i < sent.size(); i++) {
            past("/sent/" + i + "/at", Optional.of(sent.get(i).at()), now, wrongs);
            var rule = sent.get(i).rule();
            var known = regimes.regime(rule.substring(0, rule.indexOf('.'))).stream()
                    .map(Regime::breach)
                    .flatMap(List::stream)
                    .anyMatch(fact -> fact.id().equals(rule));
            if (!known) {
                wrongs.add(new Wrong("/sent/" + i + "/obligation", "must be the key of an obligation"));
            }
        }
    }

    private CheckedFacts() {}
}
