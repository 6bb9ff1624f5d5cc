package dev.lethe.consent;

import dev.lethe.crypto.Label;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.Tenant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Optional;

/** Where the seal of what somebody said when they decided says it stands: of no person, so that it outlives their key. */
final class SaidLabels {
    static Label of(Tenant tenant, ReceiptId receipt) {
        return new Label(
                "evidence", tenant, Optional.empty(), "receipt", "", receipt.value(), "said", Optional.empty(), 1);
    }

    /** The year (UTC) whose key it is sealed under. */
    static Year year(ConsentReceipt receipt) {
        return Year.from(receipt.decidedAt().atOffset(ZoneOffset.UTC));
    }

    private SaidLabels() {}
}
