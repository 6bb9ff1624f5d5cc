package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Receipts over HTTP, checked by a library that has no part in making them, against the keys that the site publishes. */
class ReceiptsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Tenant OTHER = new Tenant("other");

    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life();
    }

    @AfterAll
    static void end() {
        life.close();
    }

    /** The receipt of the first decision of an answer. */
    private static String receipt(Http.Answer decided) {
        return decided.list("decisions").getFirst() instanceof Map<?, ?> stands
                ? String.valueOf(stands.get("receipt"))
                : "";
    }

    private static HttpResponse<String> raw(Access role, Tenant tenant, String receipt)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(life.world.uri().resolve("/v1/receipts/" + receipt))
                .header("Authorization", "Bearer " + life.world.tokens().issue(role, tenant))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonWebKeySet published() throws JoseException {
        var site = life.world.register(LocalWorld.DEMO).value();
        var jwks = new Http(life.world.uri(), "").get("/v1/public/" + site + "/jwks.json");
        return new JsonWebKeySet(new String(Json.write(jwks.body()), StandardCharsets.UTF_8));
    }

    private static JsonWebSignature parsed(String jws) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(new AlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
        signature.setCompactSerialization(jws);
        signature.setKey(new VerificationJwkSelector()
                .select(signature, published().getJsonWebKeys())
                .getKey());
        return signature;
    }

    /** The receipt as the person's own software would take it: signature first. */
    private static Map<?, ?> verified(String receipt) throws Exception {
        var answer = raw(Access.BOT, LocalWorld.DEMO, receipt);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/jose");
        var signature = parsed(answer.body());
        assertThat(signature.verifySignature()).isTrue();
        assertThat(signature.getHeader("typ")).isEqualTo("lethe-receipt+ld+json");
        return (Map<?, ?>) Json.read(signature.getPayloadBytes()).orElseThrow();
    }

    private static Map<?, ?> record(Map<?, ?> receipt) {
        return receipt.get("dpv:hasRecordOfActivity") instanceof Map<?, ?> record ? record : Map.of();
    }

    @Test
    void aYesHasAReceiptThatTheSitesKeysVerify() throws Exception {
        var someone = life.someone();
        var id = receipt(someone.decide(Life.CHATS, "grant"));
        var receipt = verified(id);
        assertThat(receipt.get("dct:identifier")).isEqualTo(id);
        assertThat(receipt.get("@type")).isEqualTo("dpv:ConsentReceipt");
        assertThat(record(receipt).get("dpv:hasDataSubject"))
                .asString()
                .contains(someone.asks().text("subject"));
        assertThat(record(receipt).get("dpv:hasNotice")).asString().contains("/notices/chat?version=1");
        assertThat(record(receipt).get("dpv:hasConsentStatus")).asString().contains("dpv:ConsentGiven");
    }

    @Test
    void aReceiptThatWasChangedDoesNotVerify() throws Exception {
        var jws = raw(Access.OFFICER, LocalWorld.DEMO, receipt(life.someone().decide(Life.CHATS, "refuse")))
                .body();
        assertThat(parsed(jws).verifySignature()).isTrue();
        var at = jws.indexOf('.') + 100;
        var changed = jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
        assertThat(parsed(changed).verifySignature()).isFalse();
    }

    @Test
    void itNamesTheChannelButNoAccountAndNoWordOfThePerson() throws Exception {
        var someone = life.someone();
        var receipt = verified(receipt(someone.decide(Life.CHATS, "grant", "but only until my parcel is here")));
        assertThat(new String(Json.write(receipt), StandardCharsets.UTF_8))
                .contains("; channel: messenger")
                .doesNotContain("parcel")
                .doesNotContain(String.valueOf(someone.account.get("userId")));
    }

    @Test
    void aWithdrawalNamesTheYesThatItTakesBackAndItsNotice() throws Exception {
        var someone = life.someone();
        var yes = receipt(someone.decide(Life.CHATS, "grant"));
        someone.decide("training", "grant");
        var no = receipt(life.bot.post(
                "/v1/consents",
                Map.of(
                        "subject",
                        someone.account,
                        "decisions",
                        List.of(Map.of("purpose", Life.CHATS, "decision", "withdraw")))));
        var record = record(verified(no));
        assertThat(record.get("dpv:hasConsentStatus"))
                .asString()
                .containsSubsequence("dpv:ConsentGiven", yes, "dpv:ConsentWithdrawn", no);
        assertThat(record.get("dpv:hasNotice")).asString().contains("/notices/chat?version=1");
        assertThat(record(verified(yes)).get("dpv:hasConsentStatus"))
                .as("the receipt of the yes stays what it was")
                .asString()
                .doesNotContain("dpv:ConsentWithdrawn");
    }

    @Test
    void aReceiptOutlivesTheErasureOfThePerson() throws Exception {
        var someone = life.someone();
        var id = receipt(someone.decide(Life.CHATS, "grant"));
        var before = verified(id);
        assertThat(someone.forgets().status()).isEqualTo(202);
        assertThat(verified(id)).isEqualTo(before);
    }

    @Test
    void anothersReceiptAndNoneAreNotFoundAlike() throws Exception {
        life.publish(OTHER);
        var id = receipt(life.someone().decide(Life.CHATS, "grant"));
        for (var role : List.of(Access.BOT, Access.OFFICER)) {
            assertThat(raw(role, OTHER, id).statusCode()).isEqualTo(404);
            assertThat(raw(role, LocalWorld.DEMO, "rcp_" + "0".repeat(26)).statusCode())
                    .isEqualTo(404);
        }
        assertThat(raw(Access.RESPONDER, LocalWorld.DEMO, id).statusCode()).isEqualTo(403);
        assertThat(raw(Access.BOT, LocalWorld.DEMO, "rcp_x").statusCode()).isEqualTo(400);
    }
}
