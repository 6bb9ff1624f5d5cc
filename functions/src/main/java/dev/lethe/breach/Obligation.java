package dev.lethe.breach;

import dev.lethe.regime.Fact;
import dev.lethe.regime.Ground;
import dev.lethe.regime.Place;
import dev.lethe.regime.Recipient;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who is to be told of a breach, or need not be, and by which rule. Its key stays the same while the facts change.
 *
 * @param key the rule's id, its period, and the recipient
 * @param because why the regime applies
 * @param place the country whose authority it is, where each of several is told by itself
 * @param to what the recipient is called
 * @param sequence before or after whom
 * @param due absent where the law has no number, or what it counts from has not been
 * @param ownTarget where the law has no number: the suite's own, which is no law
 * @param fact the rule
 */
public record Obligation(
        String key,
        String regime,
        Ground because,
        Recipient recipient,
        Optional<Place> place,
        String to,
        Status status,
        Threshold threshold,
        Optional<Spared> spared,
        Optional<Sequence> sequence,
        Optional<Due> due,
        Optional<Instant> ownTarget,
        Optional<Instant> sentAt,
        Set<Note> notes,
        Fact fact) {

    /** Where it stands. */
    public enum Status {
        OWED,
        /** Whether the law asks for it is not known yet: counts as owed. */
        OWED_UNTIL_KNOWN,
        SENT,
        /** The law spares it. */
        EXEMPT,
        /** The breach is none that the law is about. */
        NOT_OWED;

        public boolean isOpen() {
            return this == OWED || this == OWED_UNTIL_KNOWN;
        }
    }

    /** In which order others are told. */
    public record Sequence(Order order, Recipient other) {

        /** On which side of the others. */
        public enum Order {
            BEFORE_OR_WITH,
            WITH_OR_AFTER
        }
    }

    /** What has to be said beside it. */
    public enum Note {
        PROVISIONAL("Counted from detection, for nobody has established awareness yet."),
        NO_NUMBER("The law says \"without undue delay\" or the like, and no number. The target is the suite's own."),
        NOT_STARTED("What this runs from has not been yet."),
        IF_TOLD_LAST("Runs from when people are told: counted as if that were on the last day for it."),
        DELAYED("Not before the moment that a law-enforcement authority has set, and without delay after."),
        NO_DELAY("Nothing in this law is known to let a law-enforcement authority delay it."),
        PHASED("What is not known yet may follow in phases."),
        EACH_AUTHORITY("Without an establishment there, the authority of each country is told."),
        LAW_UNCERTAIN("Whether this law applies is not known, for it is not known where people live.");

        private final String says;

        Note(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }

    /** The moment to keep to: of the law, or the suite's own where the law has no number. */
    public Optional<Instant> by() {
        return due.map(of -> of.safer().toInstant()).or(() -> ownTarget);
    }
}
