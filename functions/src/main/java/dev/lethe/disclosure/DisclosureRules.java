package dev.lethe.disclosure;

import dev.lethe.regime.Disclosures;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Fact.Bot.Audience;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says which sentence a bot owes now, by which laws, and when the next one will be. Time is what has elapsed, so that neither a
 * zone nor a calendar matters. Where several laws apply, one sentence keeps them all: at the shortest of their intervals, and in
 * the words for minors where any of them has such. Pure.
 */
final class DisclosureRules {
    /** How the data write that it is owed to whoever asks (Utah Code 13-75-103(1)). */
    private static final String ON_REQUEST = "clear_request";

    /** A sentence that is owed, and since when. */
    record Owed(Sentence sentence, Instant since, List<Fact> laws) {}

    /** @param next when it has to be said again, if what is owed is said now */
    record Schedule(Optional<Owed> owed, Optional<Instant> next) {
        static final Schedule EMPTY = new Schedule(Optional.empty(), Optional.empty());
    }

    /**
     * What is owed in a session.
     *
     * @param law of where the person lives, as far as the data have any; empty where it is not known where that is: then it is
     *     said from the start, as the strictest laws want it, and no reminder is made up
     */
    static Schedule schedule(Session session, Optional<Disclosures> law, boolean minor, Instant now) {
        if (law.filter(of -> of.facts().isEmpty()).isPresent()) {
            return Schedule.EMPTY;
        }
        var facts = law.map(Disclosures::facts).orElse(List.of());
        var every = law.flatMap(Disclosures::every);
        var said = session.disclosedAt().orElse(session.startedAt());
        var start = session.disclosedAt().isPresent() ? Optional.<Instant>empty() : Optional.of(said);
        var asked = session.unanswered();
        var reminder = every.map(said::plus).filter(at -> !now.isBefore(at));
        var since = Stream.of(start, asked, reminder).flatMap(Optional::stream).min(Comparator.naturalOrder());
        if (since.isEmpty()) {
            return new Schedule(Optional.empty(), every.map(said::plus));
        }
        Predicate<Fact> reminds = fact -> reminder.isPresent() && reminds(fact, minor);
        Predicate<Fact> starts = fact -> (start.isPresent() || asked.isPresent()) && atStart(fact, minor);
        Predicate<Fact> answers = fact -> asked.isPresent() && onRequest(fact);
        var laws = facts.stream().filter(reminds.or(starts).or(answers)).toList();
        var sentence = reminder.isEmpty()
                ? Sentence.START
                : minor && facts.stream().anyMatch(DisclosureRules::remindsMinorsOtherwise)
                        ? Sentence.REMINDER_MINOR
                        : Sentence.REMINDER;
        return new Schedule(Optional.of(new Owed(sentence, since.get(), laws)), every.map(now::plus));
    }

    /**
     * Whether a law wants it said from the start. One that wants it of some bots or on some occasions, which nobody told us, is kept
     * by saying it anyway.
     */
    private static boolean atStart(Fact fact, boolean minor) {
        return fact.bot()
                .filter(bot -> minor
                        || bot.audience()
                                .filter(audience -> audience == Audience.KNOWN_MINOR)
                                .isEmpty())
                .filter(bot -> bot.atStart().orElse(false)
                        || bot.scope().isPresent()
                        || bot.trigger().filter(on -> !on.equals(ON_REQUEST)).isPresent()
                        || reminds(fact, minor))
                .isPresent();
    }

    private static boolean onRequest(Fact fact) {
        return fact.bot().flatMap(Fact.Bot::trigger).filter(ON_REQUEST::equals).isPresent();
    }

    private static boolean reminds(Fact fact, boolean minor) {
        return Disclosures.interval(fact, minor).isPresent();
    }

    private static boolean remindsMinorsOtherwise(Fact fact) {
        return !Disclosures.interval(fact, true).equals(Disclosures.interval(fact, false));
    }

    private DisclosureRules() {}
}
