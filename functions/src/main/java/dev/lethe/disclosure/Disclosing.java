package dev.lethe.disclosure;

import dev.lethe.disclosure.Disclosure.Due;
import dev.lethe.disclosure.Disclosure.Law;
import dev.lethe.http.Malformed;
import dev.lethe.http.Shape;
import dev.lethe.regime.Questions;
import dev.lethe.regime.Situation;
import dev.lethe.words.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Words what a bot has to disclose. The data of laws are read only for somebody of whom it is known where they live. */
public final class Disclosing {
    /** How far ahead of ours a bot's clock may be. */
    public static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private final Questions questions;
    private final InstantSource clock;

    public Disclosing(Questions questions, InstantSource clock) {
        this.questions = questions;
        this.clock = clock;
    }

    /**
     * What is due in a session; nothing where the bot does not speak of one.
     *
     * @throws Malformed where something of the session has not been yet
     */
    public Due due(Optional<Session> session, Situation who, Phrases say) {
        return session.map(of -> due(of, who, say)).orElse(Due.UNASKED);
    }

    private Due due(Session session, Situation who, Phrases say) {
        var now = clock.instant();
        checkPast("/session/startedAt", Optional.of(session.startedAt()), now);
        checkPast("/session/disclosedAt", session.disclosedAt(), now);
        checkPast("/session/askedAt", session.askedAt(), now);
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var law = questions.disclosures(who, today);
        var schedule = DisclosureRules.schedule(session, law, who.isMinor(), now);
        var due = schedule.owed().stream()
                .map(owed -> new Disclosure(
                        owed.sentence(),
                        say.say("disclosure." + Shape.written(owed.sentence())),
                        owed.since(),
                        owed.laws().stream().map(Law::of).toList()))
                .toList();
        return new Due(Optional.of(due), schedule.next());
    }

    private static void checkPast(String pointer, Optional<Instant> at, Instant now) {
        if (at.filter(now.plus(AHEAD_MAX)::isBefore).isPresent()) {
            throw new Malformed(pointer, "must not be in the future");
        }
    }
}
