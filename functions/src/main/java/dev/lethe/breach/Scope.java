package dev.lethe.breach;

import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is affected by an incident, as it is being counted: one part of the people after the other, page by page. A page's people and how
 * far it brought the count are written together, so that whoever is cut off counts nobody twice and leaves nobody out.
 *
 * @param askedAt as of when it is counted
 * @param at when it has to be gone on with; absent once it is done
 * @param part that is being counted, from 0
 * @param after behind whom the part goes on
 * @param revision counts changes; each is conditional on the one before
 */
public record Scope(
        Tenant tenant,
        IncidentId incident,
        ScopeId id,
        Selection selection,
        Instant askedAt,
        State state,
        Optional<Instant> at,
        int part,
        Optional<String> after,
        Counted counted,
        Optional<Instant> countedAt,
        long revision) {
    /** Into how many parts people are divided. */
    public static final int PARTS = 16;

    /** How far one has come. */
    public enum State {
        COUNTING,
        COUNTED,
        /** The window has more people in it than can be counted at once: a shorter one has to be asked for. */
        TOO_MANY
    }

    static Scope asked(Tenant tenant, IncidentId incident, ScopeId id, Selection selection, Instant now) {
        return new Scope(
                tenant,
                incident,
                id,
                selection,
                now,
                State.COUNTING,
                Optional.of(now),
                0,
                Optional.empty(),
                Counted.NOBODY,
                Optional.empty(),
                1);
    }

    /** People who are named are one part. */
    int parts() {
        return selection.subjects().isPresent() ? 1 : PARTS;
    }

    /** The next revision, to be gone on with at a time. */
    Scope due(Instant next) {
        return new Scope(
                tenant,
                incident,
                id,
                selection,
                askedAt,
                state,
                Optional.of(next),
                part,
                after,
                counted,
                countedAt,
                revision + 1);
    }

    /** The next revision, after a page of people. */
    Scope page(Counted now, Optional<String> next) {
        return new Scope(
                tenant,
                incident,
                id,
                selection,
                askedAt,
                state,
                at,
                next.isPresent() ? part : part + 1,
                next,
                now,
                countedAt,
                revision + 1);
    }

    Scope ended(State how, Counted now, Instant when) {
        return new Scope(
                tenant,
                incident,
                id,
                selection,
                askedAt,
                how,
                Optional.empty(),
                part,
                after,
                now,
                Optional.of(when),
                revision + 1);
    }
}
