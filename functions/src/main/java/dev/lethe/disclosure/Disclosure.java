package dev.lethe.disclosure;

import dev.lethe.regime.Confidence;
import dev.lethe.regime.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sentence that is due, to be said as it is.
 *
 * @param dueAt since when
 * @param laws that it is said for; empty where none is known to want it, and it is said to be on the safe side
 */
public record Disclosure(Sentence sentence, String say, Instant dueAt, List<Law> laws) {

    /**
     * A law that wants it.
     *
     * @param fact its id in the regimes' data
     * @param basis the legal citation
     * @param confidence how well the source was checked
     * @param condition the bots or occasions that it is about, as the data have it; whether this is one is not known here
     */
    public record Law(String fact, String basis, Confidence confidence, Optional<String> condition) {
        static Law of(Fact fact) {
            return new Law(
                    fact.id(), fact.basis(), fact.confidence(), fact.bot().flatMap(bot -> bot.scope()
                            .or(bot::trigger)));
        }
    }

    /**
     * What is due now, and when something will be.
     *
     * @param disclosures absent where the bot did not say anything of a session
     * @param next when it has to be said again, if what is due is said now; absent where no law wants that
     */
    public record Due(Optional<List<Disclosure>> disclosures, Optional<Instant> next) {
        /** Nobody asked. */
        public static final Due UNASKED = new Due(Optional.empty(), Optional.empty());
    }
}
