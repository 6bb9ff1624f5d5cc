package dev.lethe.event;

import dev.lethe.http.Malformed;
import dev.lethe.http.Shape;
import java.util.Arrays;
import java.util.Optional;

/** Everything that other systems are told of, as they know it: by its {@code detail-type}. */
public enum EventType {
    CONSENT_WITHDRAWN("ConsentWithdrawn", Fact.Decided.class, "A person took a yes back (GDPR Art. 7(3))"),
    PROCESSING_OBJECTED(
            "ProcessingObjected",
            Fact.Decided.class,
            "A person objected to processing for an interest or a public task (GDPR Art. 21)"),
    OPTED_OUT(
            "OptedOut",
            Fact.Decided.class,
            "A person, or a signal of theirs, opted out of sale, sharing or targeted advertising (CCPA §1798.120)"),
    OBJECTION_OVERRULED(
            "ObjectionOverruled",
            Fact.Decided.class,
            "A compelling ground was recorded against an objection: processing may go on (GDPR Art. 21(1))"),
    SUBJECT_ERASED(
            "SubjectErased",
            Fact.Erased.class,
            "A person's key was destroyed because they asked: who was given data of theirs erases it, too (GDPR Art. 17(2), 19)"),
    INCIDENT_OPENED(
            "IncidentOpened",
            Fact.IncidentOpened.class,
            "Something was noticed that may be a breach: somebody has to look (GDPR Art. 33)"),
    DEADLINE_NEAR(
            "DeadlineNear",
            Fact.DeadlineNear.class,
            "What has to be done about an incident has used up half of its time, or four fifths, 95 % or all of it");

    private final String detailType;
    private final Class<? extends Record> fact;
    private final String says;

    EventType(String detailType, Class<? extends Record> fact, String says) {
        this.detailType = detailType;
        this.fact = fact;
        this.says = says;
    }

    /** What EventBridge calls it. */
    public String detailType() {
        return detailType;
    }

    /** What is told, as a record. */
    public Class<? extends Record> fact() {
        return fact;
    }

    /** What has happened when it comes, for who subscribes. */
    public String says() {
        return says;
    }

    static Optional<EventType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** What a tree says; nothing where it is not such a fact. */
    Optional<Fact> read(Object tree) {
        try {
            return Optional.of((Fact) Shape.of(fact).read(tree));
        } catch (Malformed _) {
            return Optional.empty();
        }
    }
}
