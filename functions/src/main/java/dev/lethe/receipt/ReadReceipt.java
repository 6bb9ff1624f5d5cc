package dev.lethe.receipt;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.ReceiptId;
import java.nio.charset.StandardCharsets;

/** Answers {@code READ_RECEIPT}: what the bot hands to the person, and the officer to whoever asks for proof. */
public final class ReadReceipt implements Endpoint<Nothing> {
    /** A JWS in its compact form (RFC 7515, section 9.2.1). */
    private static final String MEDIA_TYPE = "application/jose";

    private final SignedReceipts receipts;

    public ReadReceipt(SignedReceipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read a decision's receipt, signed, to be checked by anybody")
                .answers(MEDIA_TYPE)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var id = request.path("receipt", ReceiptId::new);
        var jws = receipts.issue(request.tenant(), id).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        return Response.text(MEDIA_TYPE, jws.getBytes(StandardCharsets.US_ASCII));
    }
}
