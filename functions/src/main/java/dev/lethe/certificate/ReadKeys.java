package dev.lethe.certificate;

import dev.lethe.audit.Signer;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Json;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenants;
import java.util.Map;

/** Answers {@code READ_JWKS}: the keys that anybody checks certificates and receipts by. */
public final class ReadKeys implements Endpoint<Nothing> {
    /** RFC 7517, section 8.5.2. */
    private static final String MEDIA_TYPE = "application/jwk-set+json";

    private final Signer signer;
    private final Tenants tenants;

    public ReadKeys(Signer signer, Tenants tenants) {
        this.signer = signer;
        this.tenants = tenants;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read the keys to check signatures by")
                .answers(MEDIA_TYPE)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        if (tenants.at(request.path("site", Site::new)).isEmpty()) {
            throw new Refused(Problem.NOT_FOUND);
        }
        return Response.text(MEDIA_TYPE, Json.write(Map.of("keys", signer.publicKeys())))
                .with("Cache-Control", "public, max-age=300");
    }
}
