package dev.lethe.api;

import static dev.lethe.api.Grant.BUS_PUT;
import static dev.lethe.api.Grant.CHECKPOINTS_PUT;
import static dev.lethe.api.Grant.EPOCHS;
import static dev.lethe.api.Grant.EVIDENCE_APPEND;
import static dev.lethe.api.Grant.EVIDENCE_READ;
import static dev.lethe.api.Grant.EVIDENCE_STREAM;
import static dev.lethe.api.Grant.HOLDS;
import static dev.lethe.api.Grant.KEYS_DELETE;
import static dev.lethe.api.Grant.KEYS_READ;
import static dev.lethe.api.Grant.KEYS_SCAN;
import static dev.lethe.api.Grant.KEYS_WRITE;
import static dev.lethe.api.Grant.PSEUDONYMS;
import static dev.lethe.api.Grant.RECORDS_DELETE;
import static dev.lethe.api.Grant.RECORDS_READ;
import static dev.lethe.api.Grant.RECORDS_SCAN;
import static dev.lethe.api.Grant.RECORDS_STREAM;
import static dev.lethe.api.Grant.RECORDS_WRITE;
import static dev.lethe.api.Grant.REWRAP;
import static dev.lethe.api.Grant.SIGN;
import static dev.lethe.api.Grant.UNWRAP;
import static dev.lethe.api.Grant.WRAP;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Every Lambda function deployed, with what it needs and nothing more. */
public enum Fn {
    /** Notices, problems and documentation for anyone. Holds no key. */
    SITE(Trigger.HTTP, 512, Duration.ofSeconds(10), RECORDS_READ),
    /** Publishing notices. */
    NOTICE(Trigger.HTTP, 512, Duration.ofSeconds(10), RECORDS_READ, RECORDS_WRITE, EVIDENCE_APPEND),
    /** Subjects, consents, permissions. */
    CONSENT(
            Trigger.HTTP,
            1024,
            Duration.ofSeconds(15),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_READ,
            EVIDENCE_APPEND,
            PSEUDONYMS,
            WRAP,
            UNWRAP),
    /** Taking messages in and reading them back. */
    CONVERSATION(
            Trigger.HTTP,
            1024,
            Duration.ofSeconds(15),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_APPEND,
            PSEUDONYMS,
            WRAP,
            UNWRAP),
    /** People's requests; shreds. */
    RIGHTS(
            Trigger.HTTP,
            1024,
            Duration.ofSeconds(15),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_APPEND,
            PSEUDONYMS,
            WRAP,
            UNWRAP),
    /** Certificates and receipts, and the keys to check them by. Opens nothing. */
    CERTIFICATE(Trigger.HTTP, 512, Duration.ofSeconds(15), RECORDS_READ, KEYS_READ, EVIDENCE_READ, SIGN),
    /** Records what DynamoDB expired. Opens nothing. */
    EXPIRY(Trigger.STREAM, 512, Duration.ofMinutes(1), RECORDS_STREAM, RECORDS_READ, EVIDENCE_APPEND),
    /** Anchors what is put into evidence, and tells when anybody changes or deletes any of it. Reads no table. */
    WATCH(Trigger.STREAM, 512, Duration.ofMinutes(1), EVIDENCE_STREAM, CHECKPOINTS_PUT, SIGN),
    /** What is kept for how long: publishing it, trying it out, telling how far a new plan has come. Opens nothing. */
    RETENTION(Trigger.HTTP, 512, Duration.ofSeconds(15), RECORDS_READ, RECORDS_WRITE, EVIDENCE_APPEND),
    /** Plans anew what is kept where the reason for it has changed. Seals until another day, and shows nothing. */
    REPLAN(
            Trigger.SCHEDULE,
            1024,
            Duration.ofMinutes(15),
            RECORDS_READ,
            RECORDS_WRITE,
            RECORDS_DELETE,
            KEYS_READ,
            KEYS_SCAN,
            KEYS_WRITE,
            EVIDENCE_APPEND,
            WRAP,
            UNWRAP),
    /** Tells other systems what was written for them. Reads no table, opens nothing. */
    DELIVERY(Trigger.STREAM, 512, Duration.ofMinutes(1), RECORDS_STREAM, BUS_PUT),
    /** Destroys the keys of days that are over, removes stragglers. Opens what a schedule has anonymised, and shows nothing. */
    PURGE(
            Trigger.SCHEDULE,
            512,
            Duration.ofMinutes(15),
            RECORDS_READ,
            RECORDS_WRITE,
            RECORDS_DELETE,
            KEYS_READ,
            KEYS_SCAN,
            KEYS_WRITE,
            EVIDENCE_APPEND,
            UNWRAP),
    /** Checks that nothing outstays its time, and puts before the purge what does. Opens nothing, and removes nothing. */
    VERIFY(
            Trigger.SCHEDULE,
            512,
            Duration.ofMinutes(15),
            RECORDS_READ,
            RECORDS_SCAN,
            RECORDS_WRITE,
            KEYS_READ,
            EVIDENCE_READ),
    /** Purges that officers ask for, stop and let go on. Opens nothing. */
    PURGING(
            Trigger.HTTP,
            512,
            Duration.ofSeconds(29),
            RECORDS_READ,
            RECORDS_WRITE,
            RECORDS_DELETE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_APPEND),
    /** Legal holds: placing them, reading what is held, releasing. With HOLDING, the only one that can open what is held. */
    HOLD(
            Trigger.HTTP,
            1024,
            Duration.ofSeconds(15),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_APPEND,
            PSEUDONYMS,
            WRAP,
            UNWRAP,
            HOLDS),
    /** Copies what is to be held, and deletes the copies of holds that were released. */
    HOLDING(
            Trigger.SCHEDULE,
            1024,
            Duration.ofMinutes(15),
            RECORDS_READ,
            RECORDS_WRITE,
            RECORDS_DELETE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_APPEND,
            UNWRAP,
            HOLDS),
    /** Incidents: opening them, their timelines and clocks, what came of each obligation. Opens no message of anybody. */
    INCIDENT(
            Trigger.HTTP,
            1024,
            Duration.ofSeconds(15),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_READ,
            EVIDENCE_APPEND,
            PSEUDONYMS,
            WRAP,
            UNWRAP),
    /** Tells that clocks of incidents run out. */
    ESCALATION(
            Trigger.SCHEDULE,
            512,
            Duration.ofMinutes(5),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_READ,
            EVIDENCE_APPEND,
            WRAP,
            UNWRAP),
    /** Counts who is affected by incidents. Opens no message of anybody. */
    SCOPING(
            Trigger.SCHEDULE,
            1024,
            Duration.ofMinutes(15),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_SCAN,
            KEYS_WRITE,
            EVIDENCE_READ,
            EVIDENCE_APPEND,
            PSEUDONYMS,
            WRAP,
            UNWRAP),
    /** Takes in what AWS's detectors find. */
    FINDINGS(
            Trigger.EVENT,
            512,
            Duration.ofMinutes(1),
            RECORDS_READ,
            RECORDS_WRITE,
            KEYS_READ,
            KEYS_WRITE,
            EVIDENCE_READ,
            EVIDENCE_APPEND,
            WRAP,
            UNWRAP),
    /** Deletes what erased people left behind. Opens nothing. */
    ERASURE(
            Trigger.SCHEDULE,
            512,
            Duration.ofMinutes(15),
            RECORDS_READ,
            RECORDS_WRITE,
            RECORDS_DELETE,
            KEYS_READ,
            KEYS_WRITE,
            KEYS_DELETE,
            EVIDENCE_APPEND),
    /** Makes a new key every month, wraps anew what the old ones wrapped, and retires them. Opens nothing. */
    ROTATION(
            Trigger.SCHEDULE,
            512,
            Duration.ofMinutes(15),
            RECORDS_READ,
            KEYS_READ,
            KEYS_SCAN,
            KEYS_WRITE,
            EVIDENCE_READ,
            REWRAP,
            EPOCHS);

    /** What makes a function run. */
    public enum Trigger {
        HTTP("HttpFunction"),
        STREAM("StreamFunction"),
        SCHEDULE("ScheduledFunction"),
        /** What other services of AWS tell, through EventBridge. */
        EVENT("EventFunction");

        private final String entryPoint;

        Trigger(String entryPoint) {
            this.entryPoint = entryPoint;
        }

        /** The class that Lambda runs. */
        public String entryPoint() {
            return "dev.lethe.lambda." + entryPoint;
        }
    }

    /** The environment variable that tells a function which one it is. */
    public static final String VARIABLE = "LETHE_FUNCTION";

    /** The environment variable that leads a function to an operator's own regimes, where there are any. */
    public static final String REGIMES_VARIABLE = "LETHE_REGIMES";

    private final Trigger trigger;
    private final int memoryMegabytes;
    private final Duration timeout;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Set<Grant> grants;

    Fn(Trigger trigger, int memoryMegabytes, Duration timeout, Grant... grants) {
        this.trigger = trigger;
        this.memoryMegabytes = memoryMegabytes;
        this.timeout = timeout;
        this.grants = Set.of(grants);
    }

    /** The longest any function runs: what started before is over by then. */
    public static final Duration TIMEOUT_MAX = Duration.ofMinutes(15);

    /** After that long nothing is under way any more that had begun before, whatever clocks say. */
    public static final Duration SETTLED_AFTER = TIMEOUT_MAX.plus(Duration.ofMinutes(5));

    /** What it is called in a deployment. */
    public String deployedName(String prefix) {
        return prefix + "-" + name().toLowerCase(Locale.ROOT);
    }

    public Trigger trigger() {
        return trigger;
    }

    public int memoryMegabytes() {
        return memoryMegabytes;
    }

    public Duration timeout() {
        return timeout;
    }

    public Set<Grant> grants() {
        return grants;
    }

    /** The table whose stream makes it run; absent where something else does. */
    public Optional<Table> stream() {
        return grants.stream().filter(Grant::isStream).findFirst().flatMap(Grant::table);
    }
}
