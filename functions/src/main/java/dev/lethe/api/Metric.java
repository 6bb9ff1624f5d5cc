package dev.lethe.api;

import java.util.Arrays;
import java.util.Set;

/**
 * Every figure of our own that functions tell and alarms watch, in the namespace {@link #NAMESPACE}, each with the one dimension
 * {@link #DIMENSION}: the function's name as it is deployed, which Lambda tells it as {@code AWS_LAMBDA_FUNCTION_NAME}.
 */
public enum Metric {
    /** How long after a day's end its keys were destroyed, or have not been yet. */
    PURGE_LAG("PurgeLag", Unit.SECONDS, Fn.PURGE),
    /** Tenants whose purge could not be carried out. */
    PURGES_FAILED("PurgesFailed", Unit.COUNT, Fn.PURGE),
    /** Items that were put aside by a purge, since they are not of the form that items have. */
    ITEMS_QUARANTINED("ItemsQuarantined", Unit.COUNT, Fn.PURGE),
    /** Items that no purge had removed in time, or would have found. */
    EXPIRY_MISSED("ExpiryMissed", Unit.COUNT, Fn.VERIFY),
    /** How long after its time DynamoDB removed a row. */
    TTL_LAG("TtlLag", Unit.SECONDS, Fn.EXPIRY),
    /** Work of planning anew that could not be done, and is tried again. */
    PLANS_FAILED("PlansFailed", Unit.COUNT, Fn.REPLAN),
    /** People's requests whose due date has passed and that are not completed. */
    REQUESTS_OVERDUE("RequestsOverdue", Unit.COUNT, Fn.ERASURE),
    /** Notices and figures of the law that somebody should have looked at again by now. */
    REVIEWS_OVERDUE("ReviewsOverdue", Unit.COUNT, Fn.PURGE),
    /** Rows of evidence that were changed, or removed other than by expiry. */
    EVIDENCE_TAMPERED("EvidenceTampered", Unit.COUNT, Fn.WATCH),
    /** Clocks of incidents whose time is over, with nobody having said what came of it; drills are left out. */
    DEADLINES_PASSED("DeadlinesPassed", Unit.COUNT, Fn.ESCALATION),
    /** Tenants whose incidents could not be looked at. */
    ESCALATIONS_FAILED("EscalationsFailed", Unit.COUNT, Fn.ESCALATION),
    /** Findings that could not be read, and were put aside. */
    FINDINGS_PARKED("FindingsParked", Unit.COUNT, Fn.FINDINGS),
    /** Calls that the key service refused because there were too many. */
    KMS_THROTTLED("KmsThrottled", Unit.COUNT, usingKeys());

    /** How a figure is counted, as CloudWatch calls it. */
    public enum Unit {
        SECONDS("Seconds"),
        COUNT("Count");

        private final String unitName;

        Unit(String unitName) {
            this.unitName = unitName;
        }

        public String unitName() {
            return unitName;
        }
    }

    public static final String NAMESPACE = "Lethe";
    public static final String DIMENSION = "function";

    private final String metricName;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Set<Fn> fns;

    Metric(String metricName, Unit unit, Fn... fns) {
        this.metricName = metricName;
        this.unit = unit;
        this.fns = Set.of(fns);
    }

    private static Fn[] usingKeys() {
        return Arrays.stream(Fn.values())
                .filter(fn -> fn.grants().stream().anyMatch(grant -> grant.key().isPresent()))
                .toArray(Fn[]::new);
    }

    public String metricName() {
        return metricName;
    }

    public Unit unit() {
        return unit;
    }

    /** The functions that tell it. */
    public Set<Fn> fns() {
        return fns;
    }
}
