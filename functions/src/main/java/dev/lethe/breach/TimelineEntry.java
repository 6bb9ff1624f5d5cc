package dev.lethe.breach;

import dev.lethe.crypto.Label;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One entry of an incident's timeline, which is only ever added to.
 *
 * @param number 1 for the first; its place in the chain of evidence, too
 * @param words what it says, under seal: it may name people
 */
public record TimelineEntry(int number, Kind kind, ClientId by, Instant at, Sealed words) {
    /** How many entries an incident may have. */
    public static final int ENTRIES_MAX = 2_000;

    /** What an entry is about, with what is done by it as evidence calls that. */
    public enum Kind {
        OPENED("opened"),
        /** What a detector of AWS found, or found again. */
        FINDING("found"),
        TRIAGE("triaged"),
        AWARENESS("aware"),
        /** What the law goes by: kinds of data, people, places. */
        FACTS("told"),
        /** What happened, in words. */
        DESCRIPTION("described"),
        ASSESSMENT("assessed"),
        NOTE("noted"),
        CORRECTION("corrected"),
        /** A measure or a lesson, with the day by which somebody has to see to it. */
        PLAN("planned"),
        DONE("done"),
        /** That an obligation was met. */
        DEED("met"),
        /** On what ground an obligation is not met. */
        GROUND("excused"),
        /** That clocks are different by the law as it stands now. */
        RECOMPUTED("recomputed"),
        ESCALATION("escalated"),
        /** That it is to be counted who is affected, by what. */
        SCOPING("scoping"),
        /** That it was counted; the numbers are facts from then on. */
        SCOPED("scoped"),
        CLOSURE("closed");

        private final String done;

        Kind(String done) {
            this.done = done;
        }

        /** The action of the entry of evidence. */
        String action() {
            return "incident." + done;
        }
    }

    /** Where the seal of an entry's words says it stands: of no person, so that it outlives their key. */
    static Label label(Tenant tenant, IncidentId incident, int number) {
        return new Label(
                "evidence",
                tenant,
                Optional.empty(),
                "incident",
                "",
                incident.value(),
                Integer.toString(number),
                Optional.empty(),
                1);
    }

    /** The year (UTC) whose key an entry's words are sealed under. */
    static Year year(Instant at) {
        return Year.from(at.atOffset(ZoneOffset.UTC));
    }
}
