package dev.lethe.consent;

import dev.lethe.notice.Terms;
import dev.lethe.regime.Situation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the laws that protect a person ask for, as far as consent has to know it. */
interface Law {

    /** Whether a parent's word is needed where consent is the basis (GDPR Art. 8: it gates consent, and nothing else). */
    boolean asksParent(Situation of, LocalDate on);

    /**
     * The regime that wants consent for what a notice rests on something else; empty where none does, or nothing is known that
     * brings one in.
     */
    Optional<String> asksForConsent(Terms terms, Situation of, LocalDate on);

    /** Whether a signal has to be honoured; where it is not known where the person lives, it has. */
    boolean honours(Signal signal, Situation of, LocalDate on);

    /** After how long a yes has to be asked for again, whatever the notice says. */
    Optional<Period> renewAfter(Situation of, LocalDate on);

    /** The regimes that are known to apply; empty where nothing is known that brings one in. */
    Set<String> applied(Situation of);

    /** Until when a yes of now counts: the shorter of what the notice says and what the law does. */
    default Optional<Instant> until(Terms terms, Situation of, Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Stream.concat(terms.consentLasts().stream(), renewAfter(of, day).stream())
                .map(period -> now.atOffset(ZoneOffset.UTC).plus(period).toInstant())
                .min(Instant::compareTo);
    }
}
