package dev.lethe.lambda;

import dev.lethe.audit.EvidenceRows;
import dev.lethe.audit.Signer;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.Notices;
import dev.lethe.receipt.SignedReceipts;
import dev.lethe.regime.Regimes;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoEvidenceRows;
import dev.lethe.store.DynamoReceipts;
import java.time.InstantSource;

/** What an operator takes evidence out by, to have it checked elsewhere; never used by a function. */
public record Handover(EvidenceRows rows, SignedReceipts receipts, Signer signer, InstantSource clock) {

    static Handover of(
            Dynamo dynamo, Notices notices, Tenants tenants, Regimes regimes, Signer signer, InstantSource clock) {
        return new Handover(
                new DynamoEvidenceRows(dynamo),
                new SignedReceipts(new DynamoReceipts(dynamo), notices, tenants, regimes, signer),
                signer,
                clock);
    }
}
