package dev.lethe.certificate;

import dev.lethe.api.Table;
import dev.lethe.audit.Signer;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Json;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.RunId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * Answers {@code READ_CERTIFICATE}: a certificate is named by what it certifies: an erasure's request, a day, a run that planned anew what
 * is stored, or the receipt of the decision because of which something went.
 */
public final class ReadCertificate implements Endpoint<Nothing> {
    /**
     * A certificate, and the same under signature.
     *
     * @param jws a compact JWS over the certificate as JSON, to be checked against the site's {@code jwks.json}
     */
    public record Answer(Certificate certificate, String jws) {}

    private final Facts facts;
    private final WhenFinal whenFinal;
    private final Signer signer;
    private final InstantSource clock;

    public ReadCertificate(Facts facts, WhenFinal whenFinal, Signer signer, InstantSource clock) {
        this.facts = facts;
        this.whenFinal = whenFinal;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read what was destroyed, what was kept, and when that is final")
                .answers(200, Answer.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var now = clock.instant();
        var certificate = request.path("certificate", name -> of(request.tenant(), name, now))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var signed = signer.sign(Json.write(Shape.tree(certificate)), "lethe-certificate+json");
        return Response.ok(new Answer(certificate, signed));
    }

    private Optional<Certificate> of(Tenant tenant, String name, Instant now) {
        if (name.startsWith("req_")) {
            return facts.erasure(tenant, new RequestId(name))
                    .map(erasure -> CertificateRules.erasure(
                            tenant, erasure, whenFinal.of(erasure.shreddedAt(), erasure.holding(), now), now));
        }
        if (name.startsWith("run_")) {
            return facts.replan(tenant, new RunId(name)).map(replan -> replan(tenant, replan, now));
        }
        if (name.startsWith("rcp_")) {
            return facts.replan(tenant, new ReceiptId(name)).map(replan -> replan(tenant, replan, now));
        }
        return facts.day(tenant, day(name))
                .map(day ->
                        CertificateRules.expiry(tenant, day, whenFinal.of(day.destroyedAt(), day.holding(), now), now));
    }

    private static Certificate replan(Tenant tenant, Facts.Replan replan, Instant now) {
        return CertificateRules.replan(tenant, replan, Period.ofDays(Table.RECORDS.recoveryDays()), now);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("A certificate is of a request, a day, a run or a receipt");
        }
    }
}
