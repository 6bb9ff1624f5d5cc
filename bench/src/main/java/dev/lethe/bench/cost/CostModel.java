package dev.lethe.bench.cost;

import dev.lethe.api.MasterKey;
import dev.lethe.bench.cost.Counting.Counted;
import java.util.EnumMap;
import java.util.Map;

/** A month of many people: what was counted, times how often it happens, times the price. Nothing here is measured in time. */
final class CostModel {
    /** Conversations that each person has in a month, each on a day of its own; what the bot does in each: see {@link #month}. */
    static final int CONVERSATIONS = 5;

    static final double NEW_SHARE = 0.10;
    static final double ERASED_SHARE = 0.01;
    static final int DAYS = 30;
    private static final int HOURS = DAYS * 24;
    private static final int MINUTES = HOURS * 60;
    private static final int SWEEP_MINUTES = 5;
    private static final double SHARED_KEY_USES = 1_000;
    private static final int SHARED_KEYS = 2;
    private static final double GIGABYTE = 1e9;

    /** Which keys of KMS there are: the suite's own, and the epoch before. */
    static final int MASTER_KEYS = MasterKey.values().length + 1;

    /** How many messages in a month, from how many people. */
    record Month(String title, long messages, long people) {
        double conversations() {
            return people * (double) CONVERSATIONS;
        }

        /** Messages read back: a page of 25 in each conversation. */
        double itemsRead() {
            return conversations() * Counting.MANY;
        }
    }

    private final Counted counted;

    CostModel(Counted counted) {
        this.counted = counted;
    }

    Used of(Operation operation) {
        var used = counted.used().get(operation);
        if (used == null) {
            throw new IllegalStateException("every operation is counted");
        }
        return used;
    }

    /** In each conversation: a permission check, a first message, the others one by one, and a page read back. */
    Used month(Month month) {
        var conversations = month.conversations();
        var fresh = month.people * NEW_SHARE;
        return Used.NOTHING
                .plus(of(Operation.CHECK).times(conversations))
                .plus(of(Operation.FIRST_OF_DAY).times(conversations - fresh))
                .plus(of(Operation.CONSENT).plus(of(Operation.FIRST_MESSAGE)).times(fresh))
                .plus(of(Operation.ONE_MESSAGE).times(month.messages - conversations))
                .plus(of(Operation.PAGE).times(conversations))
                .plus(of(Operation.ERASURE).times(month.people * ERASED_SHARE))
                .plus(of(Operation.EXPIRY).times(month.messages / (double) Counting.EXPIRING))
                .plus(of(Operation.REWRAP).times(month.people / (double) Counting.REWRAPPED))
                .plus(of(Operation.IDLE_PURGE).times(HOURS))
                .plus(of(Operation.IDLE_ROTATION).times(HOURS))
                .plus(of(Operation.IDLE_HOLDING).times(MINUTES))
                .plus(of(Operation.IDLE_REPLAN).times(MINUTES))
                .plus(of(Operation.IDLE_SCOPING).times(MINUTES))
                .plus(of(Operation.IDLE_ERASURE)
                        .plus(of(Operation.IDLE_ESCALATION))
                        .times(MINUTES / (double) SWEEP_MINUTES))
                // Keys that all share are unwrapped again once in so many uses.
                .withKms(SHARED_KEYS * month.messages / SHARED_KEY_USES);
    }

    double gigabytes(Month month) {
        return (month.messages * counted.bytesPerMessage() + month.people * counted.bytesPerPerson()) / GIGABYTE;
    }

    /** What a month costs, part by part. */
    Map<Part, Double> dollars(Month month) {
        var used = month(month);
        var parts = new EnumMap<Part, Double>(Part.class);
        parts.put(Part.KMS, used.kmsRequests() * Price.KMS_REQUEST.dollars + MASTER_KEYS * Price.KMS_KEY.dollars);
        parts.put(Part.DYNAMO, used.readUnits() * Price.READ.dollars + used.writtenUnits() * Price.WRITE.dollars);
        parts.put(Part.STORAGE, gigabytes(month) * (Price.STORAGE.dollars + Price.RECOVERY.dollars));
        parts.put(
                Part.LAMBDA,
                used.invocations() * Price.LAMBDA_REQUEST.dollars + used.gigabyteSeconds() * Price.LAMBDA_TIME.dollars);
        parts.put(Part.API, used.apiRequests() * Price.API_REQUEST.dollars);
        return parts;
    }

    /** What one operation costs, without storage and without keys' monthly price. */
    double dollars(Operation operation) {
        var used = of(operation);
        return used.kmsRequests() * Price.KMS_REQUEST.dollars
                + used.readUnits() * Price.READ.dollars
                + used.writtenUnits() * Price.WRITE.dollars
                + used.invocations() * Price.LAMBDA_REQUEST.dollars
                + used.gigabyteSeconds() * Price.LAMBDA_TIME.dollars
                + used.apiRequests() * Price.API_REQUEST.dollars;
    }

    /** Instead: KMS asked for every message sealed and every message read. */
    static double kmsPerItem(Month month) {
        return (month.messages + month.itemsRead()) * Price.KMS_REQUEST.dollars + Price.KMS_KEY.dollars;
    }

    /** Instead: a key of KMS for every person, whose requests are not even counted. */
    static double keyPerPerson(Month month) {
        return month.people * Price.KMS_KEY.dollars;
    }

    /** What the bill has lines for. */
    enum Part {
        KMS("KMS: requests and keys"),
        DYNAMO("DynamoDB: reads and writes"),
        STORAGE("DynamoDB: storage and recovery"),
        LAMBDA("Lambda"),
        API("API Gateway");

        final String title;

        Part(String title) {
            this.title = title;
        }
    }
}
