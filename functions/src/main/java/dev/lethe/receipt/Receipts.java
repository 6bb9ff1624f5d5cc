package dev.lethe.receipt;

import dev.lethe.consent.ConsentReceipt;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.util.Optional;
import java.util.stream.Stream;

/** Receipts, for who knows nothing of them but their id. */
public interface Receipts {

    /**
     * A receipt, and whose it is.
     *
     * @param takenBack of a withdrawal, the yes that it takes back
     */
    record Found(SubjectId subject, ConsentReceipt receipt, Optional<ConsentReceipt> takenBack) {
        /** The decision before which a notice was shown: this one, or else the one that it takes back. */
        Optional<ConsentReceipt> informed() {
            return Stream.concat(Stream.of(receipt), takenBack.stream())
                    .filter(decided -> decided.notice().isPresent())
                    .findFirst();
        }
    }

    /** Up to how many receipts before a withdrawal are looked through for what it takes back. */
    int BEFORE_MAX = 1_000;

    /** A tenant's receipt, also of a person who has been erased since. */
    Optional<Found> find(Tenant tenant, ReceiptId receipt);
}
