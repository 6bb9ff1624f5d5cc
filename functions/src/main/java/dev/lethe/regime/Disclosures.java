package dev.lethe.regime;

import dev.lethe.regime.Fact.Bot.Audience;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a bot has to disclose, and when.
 *
 * @param atStart it says what it is when a session begins
 * @param every it says so again after this long, where any law wants that
 * @param facts the facts that this was taken from
 */
public record Disclosures(boolean atStart, Optional<Duration> every, List<Fact> facts) {
    /** How the facts write the European Union. */
    static final Place UNION = new Place("EU");

    private static final String REMINDER = "reminder";
    private static final String REMINDER_MINOR = "reminder_minor";

    static Disclosures of(List<Fact> facts, boolean knownMinor) {
        return new Disclosures(
                facts.stream().flatMap(fact -> fact.bot().stream()).anyMatch(bot -> bot.atStart()
                        .orElse(false)),
                facts.stream()
                        .flatMap(fact -> interval(fact, knownMinor).stream())
                        .min(Comparator.naturalOrder()),
                facts);
    }

    /** Of several places' laws at once: from the start if any wants it, and as often as any does. */
    public Disclosures with(Disclosures other) {
        return new Disclosures(
                atStart || other.atStart,
                Stream.concat(every.stream(), other.every.stream()).min(Comparator.naturalOrder()),
                Stream.concat(facts.stream(), other.facts.stream()).distinct().toList());
    }

    /** After how long a law wants it said again; empty where it does not. */
    public static Optional<Duration> interval(Fact fact, boolean knownMinor) {
        if (!knownMinor
                && fact.bot()
                        .flatMap(Fact.Bot::audience)
                        .filter(audience -> audience == Audience.KNOWN_MINOR)
                        .isPresent()) {
            return Optional.empty();
        }
        return (knownMinor ? fact.term(REMINDER_MINOR) : Optional.<Term>empty())
                .or(() -> fact.term(REMINDER))
                .map(term -> Duration.ofHours(term.length().count()));
    }
}
