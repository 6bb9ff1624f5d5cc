package dev.lethe.regime;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One body of law, as its file has it.
 *
 * @param zone the time zone of its authority, where it has one
 * @param calendar whose public holidays its clocks go by, where they go by any
 * @param commencement from when its duties hold as a whole
 * @param dpv what the Data Privacy Vocabulary calls it
 * @param checkedOn when its facts were checked, except those that say otherwise
 * @param reviewOn by when they are to be checked again
 * @param notice what a privacy notice has to say; absent where no list of it is kept
 */
public record Regime(
        @Text(max = 40, form = ID, example = "eu_gdpr") String regime,
        @Text(max = 20) String version,
        @Text(max = 120) String name,
        @Text(max = 20) String jurisdiction,
        @Text(max = 200) String instrument,
        @Text(max = 120) String authority,

        @Text(max = 40, form = "[A-Za-z_]+(?:/[A-Za-z_]+){0,2}")
        Optional<String> zone,

        @Text(max = 200) Optional<String> zoneNote,

        Optional<Place> calendar,
        Scope scope,
        Optional<Dpv> dpv,
        LocalDate checkedOn,
        LocalDate reviewOn,
        Optional<Fact> commencement,
        @Items(min = 0, max = FACTS_MAX) List<Fact> consent,
        @Items(max = FACTS_MAX) Optional<List<Fact>> notice,
        @Items(min = 0, max = FACTS_MAX) List<Fact> age,
        @Items(min = 0, max = FACTS_MAX) List<Fact> rights,
        @Items(min = 0, max = FACTS_MAX) List<Fact> retention,
        @Items(min = 0, max = FACTS_MAX) List<Fact> breach,
        @Items(min = 0, max = FACTS_MAX) List<Fact> pending,

        @Text(max = 40, form = "[a-z0-9_]+") @Items(min = 0, max = SOURCES_MAX)
        Map<String, Source> sources) {
    static final String ID = "[a-z][a-z0-9_]*";

    /** How many facts of a kind a regime may have. */
    static final int FACTS_MAX = 60;

    static final int SOURCES_MAX = 100;

    public Regime {
        zone.ifPresent(Regime::checkZone);
        var before = new HashSet<String>();
        for (var fact : breach) {
            if (fact.breach()
                    .flatMap(BreachRule::under)
                    .filter(under -> !before.contains(under))
                    .isPresent()) {
                throw new IllegalArgumentException("a rule comes after the one that it is under");
            }
            before.add(fact.id());
        }
    }

    /** Whether the time-zone database has it. */
    static void checkZone(String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException("no such time zone");
        }
    }

    /**
     * Whom it protects.
     *
     * @param territory the places it is about
     * @param by what ties somebody to it: that they live there, or that who holds their data is established there
     * @param belowAge it protects those below this age only, as far as they are known to be
     */
    public record Scope(
            @Items(max = 60) Set<Place> territory,
            @Items(max = 2) Set<Tie> by,
            Optional<Integer> belowAge,
            @Text(max = 200) String basis,
            Confidence confidence) {}

    /**
     * Its name and place in the Data Privacy Vocabulary (https://w3id.org/dpv, version 2.3).
     *
     * @param law its IRI, where the vocabulary has one
     * @param jurisdiction the IRI of its place
     * @param articles whether its legal bases and rights are the GDPR's, which the vocabulary has by their articles
     */
    public record Dpv(
            @Text(max = 100, form = IRI) Optional<String> law,
            @Text(max = 100, form = IRI) String jurisdiction,
            Optional<Boolean> articles) {
        private static final String IRI = "https://[A-Za-z0-9./_-]+#[A-Za-z0-9_-]+";
    }

    /** What ties somebody to a regime. */
    public enum Tie {
        RESIDENCE,
        ESTABLISHMENT
    }

    /** Every fact of it, those of what is pending too. */
    public Stream<Fact> facts() {
        return Stream.of(
                        commencement.stream().toList(),
                        consent,
                        notice.orElse(List.of()),
                        age,
                        rights,
                        retention,
                        breach,
                        pending)
                .flatMap(List::stream);
    }

    /** Its fact of this id. */
    public Optional<Fact> fact(String id) {
        return facts().filter(fact -> fact.id().equals(id)).findFirst();
    }

    /** Whether a fact of it is law on a day. */
    public boolean isInForce(Fact fact, LocalDate day) {
        return fact.isInForce(day)
                && (fact.effective().isPresent() || commencement.stream().allMatch(of -> of.isInForce(day)))
                && !pending.contains(fact);
    }
}
