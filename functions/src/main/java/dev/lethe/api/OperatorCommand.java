package dev.lethe.api;

import static dev.lethe.api.Grant.CHECKPOINTS_READ;
import static dev.lethe.api.Grant.EPOCH_OF_COPIES;
import static dev.lethe.api.Grant.EVIDENCE_APPEND;
import static dev.lethe.api.Grant.EVIDENCE_CARE;
import static dev.lethe.api.Grant.EVIDENCE_COPIES;
import static dev.lethe.api.Grant.EVIDENCE_READ;
import static dev.lethe.api.Grant.EVIDENCE_SCAN;
import static dev.lethe.api.Grant.HOLDS_KEPT;
import static dev.lethe.api.Grant.HOLD_OF_COPIES;
import static dev.lethe.api.Grant.KEYS_CARE;
import static dev.lethe.api.Grant.KEYS_COPIES;
import static dev.lethe.api.Grant.KEYS_READ;
import static dev.lethe.api.Grant.KEYS_SCAN;
import static dev.lethe.api.Grant.KEYS_WRITE;
import static dev.lethe.api.Grant.PSEUDONYMS_KEPT;
import static dev.lethe.api.Grant.PSEUDONYM_OF_COPIES;
import static dev.lethe.api.Grant.RECORDS_CARE;
import static dev.lethe.api.Grant.RECORDS_COPIES;
import static dev.lethe.api.Grant.RECORDS_DELETE;
import static dev.lethe.api.Grant.RECORDS_READ;
import static dev.lethe.api.Grant.RECORDS_SCAN;
import static dev.lethe.api.Grant.RECORDS_WRITE;
import static dev.lethe.api.Grant.REWRAP;
import static dev.lethe.api.Grant.SIGN;
import static dev.lethe.api.Grant.UNWRAP;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Every command that an operator runs on a deployed suite, with what it needs. One role has what all of them need. */
public enum OperatorCommand {
    TENANTS_ADD(RECORDS_READ, RECORDS_WRITE, KEYS_READ, EVIDENCE_READ),
    KEYS_STATUS(KEYS_READ, KEYS_SCAN),
    KEYS_VERIFY(KEYS_READ, KEYS_SCAN, UNWRAP, PSEUDONYMS_KEPT, HOLDS_KEPT),
    KEYS_ROTATE(Fn.ROTATION.grants().toArray(Grant[]::new)),
    PURGE(Fn.PURGE.grants().toArray(Grant[]::new)),
    /** Reads records for the notices that receipts name, and signs receipts. */
    EVIDENCE_EXPORT(EVIDENCE_READ, EVIDENCE_SCAN, RECORDS_READ, CHECKPOINTS_READ, SIGN),
    /** Writes as the functions do: over nothing that stands. It calls keys back, as rotation does. */
    RESTORE(
            RECORDS_READ,
            RECORDS_SCAN,
            RECORDS_WRITE,
            RECORDS_DELETE,
            RECORDS_CARE,
            RECORDS_COPIES,
            KEYS_READ,
            KEYS_SCAN,
            KEYS_WRITE,
            KEYS_CARE,
            KEYS_COPIES,
            EVIDENCE_READ,
            EVIDENCE_SCAN,
            EVIDENCE_APPEND,
            EVIDENCE_CARE,
            EVIDENCE_COPIES,
            REWRAP,
            PSEUDONYMS_KEPT,
            HOLDS_KEPT,
            EPOCH_OF_COPIES,
            PSEUDONYM_OF_COPIES,
            HOLD_OF_COPIES,
            Grant.EPOCHS);

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out to be changed.
    private final Set<Grant> grants;

    OperatorCommand(Grant... grants) {
        this.grants = Set.of(grants);
    }

    /** What the operator's role may do. */
    public static Set<Grant> grantsOfAll() {
        var all = EnumSet.noneOf(Grant.class);
        Arrays.stream(values()).forEach(command -> all.addAll(command.grants));
        return all;
    }
}
