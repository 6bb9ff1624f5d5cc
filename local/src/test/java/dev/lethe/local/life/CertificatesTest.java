package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Certificates over HTTP: what they say, that they can be checked by anybody, and from when on nothing comes back. Instants are
 * counted by hand: the table of keys can be restored for seven days, and a day's key is gone from copies as long after its end.
 */
class CertificatesTest {
    private static final Duration WEEK = Duration.ofDays(7);

    /** The key of RFC 7515, appendix A.3: somebody else's. */
    private static final Map<String, Object> ANOTHER = Map.of(
            "kty", "EC",
            "crv", "P-256",
            "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

    private static Life life;
    private static Http officer;

    @BeforeAll
    static void begin() {
        life = new Life();
        officer = life.as(Access.OFFICER, LocalWorld.DEMO);
        life.world.run(Schedule.ROTATION);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    private static Life.Someone talker(Life in) {
        var someone = in.someone().agrees();
        assertThat(someone.says(1, 3, Life.CHATS).status()).isEqualTo(201);
        return someone;
    }

    /** Erases, and sweeps until it is done; returns the request. */
    private static String erased(Life in, Life.Someone someone) {
        var request = someone.forgets().text("request");
        in.world.run(Schedule.ERASURE);
        in.world.clock().advance("PT21M");
        in.world.run(Schedule.ERASURE);
        return request;
    }

    private static Http.Answer read(String name) {
        return officer.get("/v1/certificates/" + name);
    }

    private static Map<Object, Object> certificate(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().get("certificate") instanceof Map<?, ?> map ? new HashMap<>(map) : Map.of();
    }

    private static Instant instant(Http.Answer answer, String... path) {
        return Instant.parse(answer.text(path));
    }

    /** What is listed under a name, with the value beside it. */
    private static Map<String, String> listed(Http.Answer answer, String list, String value) {
        var found = new HashMap<String, String>();
        if (certificate(answer).get(list) instanceof List<?> entries) {
            for (var entry : entries) {
                if (entry instanceof Map<?, ?> fields) {
                    found.put(String.valueOf(fields.get("what")), String.valueOf(fields.get(value)));
                }
            }
        }
        return found;
    }

    @Test
    void anErasureIsCertifiedWithWhatWasDestroyedKeptAndOutOfReach() {
        var someone = talker(life);
        someone.recalls(Life.CHATS);
        var request = erased(life, someone);
        var asked = life.bot.get("/v1/requests/" + request);
        assertThat(asked.text("status")).isEqualTo("completed");

        var answer = read(request);
        assertThat(answer.text("certificate", "kind")).isEqualTo("erasure");
        assertThat(answer.text("certificate", "tenant")).isEqualTo(LocalWorld.DEMO.value());
        assertThat(answer.text("certificate", "subject")).isEqualTo(someone.subject());
        assertThat(answer.text("certificate", "request")).isEqualTo(request);
        assertThat(answer.text("certificate", "shreddedAt")).isEqualTo(asked.text("shreddedAt"));
        assertThat(answer.text("certificate", "deletedAt")).isEqualTo(asked.text("completedAt"));
        assertThat(listed(answer, "destroyed", "count"))
                .containsOnly(
                        Map.entry("the person's key", "1"),
                        Map.entry("sealed items, deleted after their key was destroyed", "3"));
        assertThat(listed(answer, "kept", "ground"))
                .containsKeys(
                        "the tombstone that keeps the person erased",
                        "the request itself",
                        "the chain of what was done, without content")
                .containsEntry("1 receipts of decisions", "that consent was given, GDPR Art. 7(1)")
                .containsEntry("1 entries of who read what", "who read what, GDPR Art. 32")
                .hasSize(5);
        assertThat(certificate(answer).get("outside")).asString().contains("messaging platform", "others took");
        assertThat(answer.text("certificate", "finality")).isEqualTo("forecast");
        assertThat(answer.text("certificate", "because")).isEqualTo("copies-ended");
        assertThat(instant(answer, "certificate", "finalAt"))
                .isEqualTo(instant(asked, "shreddedAt").plus(WEEK));
    }

    @Test
    void aCompletedErasureLinksToItsCertificateAndNothingElseDoes() {
        var someone = talker(life);
        var asked = someone.forgets();
        var path = "/v1/requests/" + asked.text("request");
        assertThat(asked.body().containsKey("certificate")).isFalse();
        assertThat(life.bot.get(path).body().containsKey("certificate"))
                .as("it is not done yet")
                .isFalse();
        life.world.run(Schedule.ERASURE);
        life.world.clock().advance("PT21M");
        life.world.run(Schedule.ERASURE);
        var done = life.bot.get(path);
        assertThat(done.text("certificate")).isEqualTo("/v1/certificates/" + asked.text("request"));
        assertThat(officer.get(done.text("certificate")).text("certificate", "request"))
                .isEqualTo(asked.text("request"));
    }

    /** A key that was not there was not destroyed, and one that is gone is not destroyed again. */
    @Test
    void whereThereWasNoKeyNoneIsSaidToBeDestroyed() {
        var nobody = life.someone().forgets();
        assertThat(nobody.text("certificate")).isEqualTo("/v1/certificates/" + nobody.text("request"));
        assertThat(certificate(read(nobody.text("request"))).get("destroyed")).isEqualTo(List.of());
        var someone = talker(life);
        var first = erased(life, someone);
        var again = someone.forgets().text("request");
        assertThat(again).isNotEqualTo(first);
        assertThat(certificate(read(again)).get("destroyed")).isEqualTo(List.of());
        assertThat(read(again).text("certificate", "shreddedAt"))
                .isEqualTo(read(first).text("certificate", "shreddedAt"));
        assertThat(listed(read(first), "destroyed", "count")).hasSize(2);
    }

    @Test
    void aCertificateNamesNobodyAndNothingThatWasSaid() {
        var someone = talker(life);
        var sid = Life.text(someone.keyRow(), "sid");
        var text = read(erased(life, someone)).body().toString();
        assertThat(text)
                .contains(someone.subject())
                .doesNotContain(sid, String.valueOf(someone.account.get("userId")), "message number");
    }

    @Test
    void theSignatureHoldsUnderAPublishedKeyAndSaysTheSame() throws ParseException, JOSEException {
        var answer = read(erased(life, talker(life)));
        var signed = JWSObject.parse(answer.text("jws"));
        assertThat(signed.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(signed.getHeader().getType().getType()).isEqualTo("lethe-certificate+json");
        var published = published(signed.getHeader().getKeyID());
        assertThat(published.isPrivate()).isFalse();
        assertThat(signed.verify(new ECDSAVerifier(published))).isTrue();
        assertThat(Json.read(signed.getPayload().toBytes())).hasValue(certificate(answer));
    }

    /** As anybody reads it, without a token. */
    private static ECKey published(String id) throws ParseException {
        var site = life.world.register(LocalWorld.DEMO);
        var answer = new Http(life.world.uri(), "").get("/v1/public/" + site + "/jwks.json");
        assertThat(answer.status()).isEqualTo(200);
        var keys = JWKSet.parse(new String(Json.write(answer.body()), StandardCharsets.UTF_8));
        assertThat(keys.getKeyByKeyId(id)).as("the key is published").isNotNull();
        return keys.getKeyByKeyId(id).toECKey();
    }

    @Test
    void noByteOfWhatIsSignedOrOfTheSignatureCanBeChanged() throws ParseException, JOSEException {
        var signed = JWSObject.parse(read(erased(life, talker(life))).text("jws"));
        var verifier = new ECDSAVerifier(published(signed.getHeader().getKeyID()));
        var parts = signed.getParsedParts();
        for (var part = 1; part < parts.length; part++) {
            var bytes = parts[part].decode();
            for (var at = 0; at < bytes.length; at++) {
                var changed = bytes.clone();
                changed[at] ^= 1;
                var forged = new Base64URL[] {parts[0], parts[1], parts[2]};
                forged[part] = Base64URL.encode(changed);
                assertThat(new JWSObject(forged[0], forged[1], forged[2]).verify(verifier))
                        .as("byte %d of part %d", at, part)
                        .isFalse();
            }
        }
    }

    @Test
    void itDoesNotHoldUnderAnotherKeyNorAnotherCertificatesSignature() throws ParseException, JOSEException {
        var one = JWSObject.parse(read(erased(life, talker(life))).text("jws"));
        var other = JWSObject.parse(read(erased(life, talker(life))).text("jws"));
        assertThat(one.verify(new ECDSAVerifier(ECKey.parse(ANOTHER)))).isFalse();
        var swapped = new JWSObject(one.getParsedParts()[0], one.getParsedParts()[1], other.getParsedParts()[2]);
        assertThat(swapped.verify(new ECDSAVerifier(published(one.getHeader().getKeyID()))))
                .isFalse();
    }

    @Test
    void askedTwiceItSaysTheSameButForWhenItWasIssued() {
        var request = erased(life, talker(life));
        var once = certificate(read(request));
        life.world.clock().advance("PT1H");
        var again = certificate(read(request));
        assertThat(again.remove("issuedAt")).isNotEqualTo(once.remove("issuedAt"));
        assertThat(again).isEqualTo(once).containsKeys("shreddedAt", "finalAt", "kept", "destroyed");
    }

    @Test
    void beforeTheSweepIsDoneItSaysSinceWhenNothingOpensAndNotThatItIsDeleted() {
        var someone = talker(life);
        var request = someone.forgets().text("request");
        var answer = read(request);
        assertThat(certificate(answer)).doesNotContainKey("deletedAt").containsKey("shreddedAt");
        assertThat(listed(answer, "destroyed", "count")).containsOnlyKeys("the person's key");
    }

    @Test
    void whoIsNotErasedHasNoCertificate() {
        var desk = new LegalDesk(life);
        var someone = talker(life);
        desk.stuck(someone);
        var deferred = someone.forgets();
        assertThat(deferred.text("status")).isEqualTo("deferred");
        assertThat(read(deferred.text("request")).text("type")).isEqualTo("/problems/not-found");
        assertThat(read("req_" + "0".repeat(26)).text("type")).isEqualTo("/problems/not-found");
        assertThat(read(someone.subject()).text("type")).isEqualTo("/problems/malformed");
        assertThat(read("req_").text("type")).isEqualTo("/problems/malformed");
        var today = LocalDate.ofInstant(life.world.clock().instant(), ZoneOffset.UTC);
        assertThat(read(today.toString()).text("type")).as("today is not over").isEqualTo("/problems/not-found");
        assertThat(read("2026-02-30").text("type")).isEqualTo("/problems/malformed");
    }

    @Test
    void onlyAnOfficerOfTheTenantReadsIt() {
        var request = erased(life, talker(life));
        var other = new Tenant("other");
        life.publish(other);
        assertThat(life.as(Access.OFFICER, other)
                        .get("/v1/certificates/" + request)
                        .text("type"))
                .isEqualTo("/problems/not-found");
        for (var role : List.of(Access.BOT, Access.RESPONDER)) {
            var refused = life.as(role, LocalWorld.DEMO).get("/v1/certificates/" + request);
            assertThat(refused.status()).as("%s", role).isEqualTo(403);
            assertThat(refused.body().toString()).doesNotContain("shredded");
        }
        assertThat(new Http(life.world.uri(), "")
                        .get("/v1/certificates/" + request)
                        .status())
                .isEqualTo(401);
        assertThat(read(request).status()).isEqualTo(200);
    }

    @Test
    void aHoldKeepsItOpenUntilAWeekAfterTheRelease() {
        try (var own = new Life()) {
            var desk = new LegalDesk(own);
            var someone = talker(own);
            var hold = desk.place(someone).text("hold");
            var path = "/v1/certificates/" + erased(own, someone);
            own.world.clock().advance("P60D");
            var held = desk.officer.get(path);
            assertThat(certificate(held)).doesNotContainKeys("finalAt", "because");
            assertThat(held.text("certificate", "finality")).isEqualTo("held");
            assertThat(listed(held, "kept", "ground"))
                    .containsEntry("a sealed copy under legal hold", "GDPR Art. 17(3)(e)");

            var released = instant(desk.release(hold), "releasedAt");
            var forecast = desk.officer.get(path);
            assertThat(forecast.text("certificate", "finality")).isEqualTo("forecast");
            assertThat(instant(forecast, "certificate", "finalAt")).isEqualTo(released.plus(WEEK));
            assertThat(listed(forecast, "kept", "ground")).doesNotContainKey("a sealed copy under legal hold");
            own.world.clock().advance("P7D");
            assertThat(desk.officer.get(path).text("certificate", "finality")).isEqualTo("confirmed");
        }
    }

    /** From the last second before to long after; rotation deletes the key that wrapped it in the meantime. */
    @Test
    void itIsAForecastUntilNothingCanComeBackAndNeedsNoProvisoOnceTheWrappingKeysAreDeleted() {
        try (var own = new Life()) {
            var desk = new LegalDesk(own);
            own.world.run(Schedule.ROTATION);
            var path = "/v1/certificates/" + erased(own, talker(own));
            var first = desk.officer.get(path);
            var finalAt = instant(first, "certificate", "shreddedAt").plus(WEEK);
            assertThat(instant(first, "certificate", "finalAt")).isEqualTo(finalAt);
            until(own, finalAt.minusSeconds(60));
            assertThat(desk.officer.get(path).text("certificate", "finality")).isEqualTo("forecast");
            until(own, finalAt);
            var copiesEnded = desk.officer.get(path);
            assertThat(copiesEnded.text("certificate", "finality")).isEqualTo("confirmed");
            assertThat(certificate(copiesEnded).get("provided")).asString().contains("backup");

            own.world.operators().rotateKeys().run(true, () -> Duration.ofHours(1), _ -> {});
            for (var wait : List.of("PT1H", "PT1H", "PT1H", "P1D", "PT1H", "P7D", "PT1H")) {
                own.world.clock().advance(wait);
                own.world.run(Schedule.ROTATION);
            }
            var deleted =
                    own.world.operators().epochs().all().getFirst().deletedAt().orElseThrow();
            until(own, deleted.plus(Duration.ofHours(24)).minusSeconds(60));
            assertThat(certificate(desk.officer.get(path)).get("provided"))
                    .asString()
                    .contains("backup");
            until(own, deleted.plus(Duration.ofHours(24)));
            var certain = desk.officer.get(path);
            assertThat(certificate(certain).get("provided")).isEqualTo(List.of());
            assertThat(instant(certain, "certificate", "finalAt"))
                    .as("what was said is not taken back")
                    .isEqualTo(finalAt);
        }
    }

    private static void until(Life in, Instant at) {
        in.world
                .clock()
                .advance(Duration.between(in.world.clock().instant(), at).toString());
    }

    /** The month's key was to be deleted long ago, and was not: that promises nothing. */
    @Test
    void whereNobodyRotatesTheForecastIsStillAheadOfTheErasure() {
        try (var own = new Life()) {
            var desk = new LegalDesk(own);
            own.world.run(Schedule.ROTATION);
            own.world.clock().advance("P70D");
            var answer = desk.officer.get("/v1/certificates/" + erased(own, talker(own)));
            assertThat(answer.text("certificate", "finality")).isEqualTo("forecast");
            assertThat(instant(answer, "certificate", "finalAt"))
                    .isEqualTo(instant(answer, "certificate", "shreddedAt").plus(WEEK));
        }
    }

    @Test
    void aDayThatIsOverIsCertifiedWithHowMuchWentWithIt() {
        try (var own = new Life()) {
            var desk = new LegalDesk(own);
            var someone = own.someone();
            someone.says(1, 2, Life.SERVICE);
            var day = own.rows(Table.KEYS, "DAY_KEY").stream()
                    .map(row -> Life.text(row, "sk").replace("DAY#", ""))
                    .max(String::compareTo)
                    .orElseThrow();
            assertThat(desk.officer.get("/v1/certificates/" + day).status()).isEqualTo(404);
            own.world.clock().advance("P16D");
            own.world.expire();
            own.world.pump();
            own.world.run(Schedule.PURGE);
            var answer = desk.officer.get("/v1/certificates/" + day);
            assertThat(answer.text("certificate", "kind")).isEqualTo("expiry");
            assertThat(answer.text("certificate", "day")).isEqualTo(day);
            assertThat(certificate(answer)).doesNotContainKeys("subject", "request");
            assertThat(listed(answer, "destroyed", "count"))
                    .containsEntry("the day's key", "1")
                    .containsEntry("items that were due then and are recorded as gone", "2");
            assertThat(instant(answer, "certificate", "shreddedAt"))
                    .isAfterOrEqualTo(LocalDate.parse(day)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
            assertThat(instant(answer, "certificate", "finalAt"))
                    .isEqualTo(instant(answer, "certificate", "shreddedAt").plus(WEEK));
            assertThat(answer.text("certificate", "finality")).isEqualTo("forecast");
        }
    }
}
