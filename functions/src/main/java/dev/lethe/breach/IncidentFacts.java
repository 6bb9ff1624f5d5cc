package dev.lethe.breach;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.regime.Regimes;
import java.time.Instant;

/** Refuses facts that an incident cannot take. */
final class IncidentFacts {
    private static final String FACTS = "/facts";

    /**
     * The same facts. Awareness and what was sent have entries of their own, which say by whom.
     *
     * @throws Malformed naming each field that is wrong
     */
    static BreachFacts checked(BreachFacts facts, Regimes regimes, Instant now) {
        if (facts.awareAt().isPresent()) {
            throw new Malformed(FACTS + "/awareAt", "is established by an entry of its own");
        }
        if (facts.sent().isPresent()) {
            throw new Malformed(FACTS + "/sent", "is recorded as deeds");
        }
        try {
            return CheckedFacts.checked(facts, regimes, now);
        } catch (Malformed e) {
            throw new Malformed(e.wrongs().stream()
                    .map(wrong -> new Wrong(FACTS + wrong.pointer(), wrong.detail()))
                    .toList());
        }
    }

    private IncidentFacts() {}
}
