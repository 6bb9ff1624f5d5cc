package dev.lethe.infra;

import dev.lethe.api.Metric;
import java.time.Duration;

/** From when on somebody is told. Every figure of every alarm is here. */
final class Thresholds {
    /** How often a figure is looked at, unless it moves more slowly. */
    static final Duration PERIOD = Duration.ofMinutes(5);

    /** So many periods in a row, where one may be bad luck. */
    static final int PERIODS = 3;

    /** A function's failures within a period: each is looked at. */
    static final int ERRORS = 1;

    /** Calls turned away within a period, because too many functions ran. */
    static final int THROTTLES = 10;

    /** How much of its time limit a call may take. */
    static final double DURATION_SHARE = 0.8;

    /** Whatever was put aside. */
    static final int PUT_ASIDE = 1;

    /** How old a record of a stream may become before it is read. */
    static final Duration ITERATOR_AGE = Duration.ofHours(1);

    /** A schedule is silent when nothing of it succeeded for so many of its intervals. */
    static final int SILENT_INTERVALS = 3;

    /** The gateway's own failures and the functions', within a period. */
    static final int API_FAULTS = 5;

    /** How rarely the figures of our own are told. */
    static final Duration OWN_PERIOD = Duration.ofHours(1);

    /** A figure of our own, in its own unit. */
    static double own(Metric metric) {
        return switch (metric) {
            // The day's end is UTC's midnight and the purge is hourly: this is several runs without success.
            case PURGE_LAG -> (double) Duration.ofHours(6).toSeconds();
            // DynamoDB says typically within two days.
            case TTL_LAG -> (double) Duration.ofDays(3).toSeconds();
            case REQUESTS_OVERDUE,
                    REVIEWS_OVERDUE,
                    EVIDENCE_TAMPERED,
                    PURGES_FAILED,
                    ITEMS_QUARANTINED,
                    EXPIRY_MISSED,
                    DEADLINES_PASSED,
                    ESCALATIONS_FAILED,
                    FINDINGS_PARKED -> 1;
            // One may wait for a hold that is being placed; what goes on failing is looked at.
            case PLANS_FAILED -> 10;
            case KMS_THROTTLED -> 10;
        };
    }

    private Thresholds() {}
}
