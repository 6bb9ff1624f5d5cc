package dev.lethe.receipt;

import dev.lethe.audit.Signer;
import dev.lethe.consent.ConsentReceipt;
import dev.lethe.http.Json;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.Notices;
import dev.lethe.regime.Regimes;
import java.util.Optional;

/** Makes receipts as they are handed out, each time from what is kept: two of the same differ in their signature alone. */
public final class SignedReceipts {
    /** The media type of what is signed, so that no other signature passes for a receipt's (RFC 8725, section 3.11). */
    public static final String TYPE = "lethe-receipt+ld+json";

    private final Receipts receipts;
    private final Notices notices;
    private final Tenants tenants;
    private final Regimes regimes;
    private final Signer signer;

    public SignedReceipts(Receipts receipts, Notices notices, Tenants tenants, Regimes regimes, Signer signer) {
        this.receipts = receipts;
        this.notices = notices;
        this.tenants = tenants;
        this.regimes = regimes;
        this.signer = signer;
    }

    /** A compact JWS over the receipt as JSON-LD; empty when the tenant has no such receipt. */
    public Optional<String> issue(Tenant tenant, ReceiptId id) {
        return receipts.find(tenant, id).map(found -> {
            var shown = found.informed().flatMap(ConsentReceipt::notice);
            var notice = shown.flatMap(named -> notices.version(tenant, named.id(), named.version()));
            var laws = AppliedLaws.of(found.receipt().proof().laws(), regimes);
            return signer.sign(Json.write(ReceiptRules.receipt(tenants.siteOf(tenant), found, notice, laws)), TYPE);
        });
    }
}
