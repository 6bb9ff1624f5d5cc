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

/** Answers {@code READ_JWKS}: the keys that anybody checks a certificate by. */
public final class ReadKeys implements Endpoint<Nothing> {
    private final Signer signer;
    private final Tenants tenants;

    public ReadKeys(Signer signer, Tenants tenants) {
        this.signer = signer;
        this.tenants = tenants;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read the keys to check signatures by").refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        if (tenants.at(request.path("site", Site::new)).isEmpty()) {
            throw new Refused(Problem.NOT_FOUND);
        }
        return Response.text("application/jwk-set+json", Json.write(Map.of("keys", signer.publicKeys())))
                .with("Cache-Control", "public, max-age=300");
    }
}
