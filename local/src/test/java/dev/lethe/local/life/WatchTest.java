package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lethe.api.Table;
import dev.lethe.audit.Leaf;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Evidence is anchored where nobody can take it back, and whoever lays hands on it is told of. */
class WatchTest {
    private static final String ALARM = "evidence was tampered with";

    private final List<String> log = new ArrayList<>();
    private Life life;

    @BeforeEach
    void begin() {
        life = new Life(options -> options.logging(log::add));
    }

    @AfterEach
    void end() {
        life.close();
    }

    @Test
    void everyRowIsAnchoredUnderASignatureThatTheSitesKeysVerify() throws Exception {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        someone.forgets();
        life.world.pump();
        var rows = life.rows(Table.EVIDENCE);
        assertThat(rows).hasSizeGreaterThan(2);
        assertThat(anchored())
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(WatchTest::leaf).toList());
        assertThat(alarms()).isEmpty();
    }

    @Test
    void whatIsAnchoredTellsNothingOfAnybody() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        life.world.pump();
        var kept = new StringBuilder();
        life.world.objects().all().forEach((name, jws) -> kept.append(name).append(payload(jws)));
        assertThat(kept).isNotEmpty();
        assertThat(kept.toString())
                .doesNotContain(someone.subject())
                .doesNotContain(LocalWorld.DEMO.value())
                .doesNotContain(Life.CHATS);
    }

    @Test
    void aRowThatIsChangedIsToldOfAndMatchesItsAnchorNoMore() throws Exception {
        life.someone().agrees();
        life.world.pump();
        var row = life.rows(Table.EVIDENCE, "CHAINED").getFirst();
        life.world.dynamo().updateItem(r -> r.tableName(evidence())
                .key(key(row))
                .updateExpression("SET details.purpose = :other")
                .expressionAttributeValues(Map.of(":other", AttributeValue.fromS("training"))));
        life.world.pump();
        assertThat(alarms()).singleElement().asString().contains("\"altered\":1", "\"removed\":0");
        assertThat(anchored()).contains(leaf(row));
        assertThat(life.rows(Table.EVIDENCE).stream().map(WatchTest::leaf)).doesNotContain(leaf(row));
    }

    @Test
    void aRowThatIsPutOverIsToldOf() {
        life.someone().agrees();
        life.world.pump();
        var row = new TreeMap<>(life.rows(Table.EVIDENCE, "CHAINED").getFirst());
        row.put("hash", AttributeValue.fromS("0".repeat(64)));
        life.world.dynamo().putItem(r -> r.tableName(evidence()).item(row));
        life.world.pump();
        assertThat(alarms()).hasSize(1);
    }

    @Test
    void aRowThatIsDeletedIsToldOfAndItsAnchorStays() throws Exception {
        life.someone().agrees();
        life.world.pump();
        var row = life.rows(Table.EVIDENCE, "CHAINED").getFirst();
        life.world.dynamo().deleteItem(r -> r.tableName(evidence()).key(key(row)));
        life.world.pump();
        assertThat(alarms()).singleElement().asString().contains("\"altered\":0", "\"removed\":1");
        assertThat(anchored()).contains(leaf(row));
    }

    @Test
    void expiryIsNoTampering() {
        var row = Map.of(
                "pk",
                AttributeValue.fromS("T#demo#OLD"),
                "sk",
                AttributeValue.fromS("ENTRY#1"),
                "kind",
                AttributeValue.fromS("ACCESS"),
                Table.TTL,
                AttributeValue.fromN("1000000000"));
        life.world.dynamo().putItem(r -> r.tableName(evidence()).item(row));
        life.world.pump();
        var before = life.rows(Table.EVIDENCE).size();
        assertThat(life.world.expire()).isEqualTo(1);
        life.world.pump();
        assertThat(life.rows(Table.EVIDENCE)).hasSize(before - 1);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void whileTheBucketDoesNotAnswerNothingIsLostAndTamperingIsToldAllTheSame() throws Exception {
        life.someone().agrees();
        life.world.objects().down(true);
        life.world.pump();
        assertThat(life.world.objects().all()).isEmpty();
        var row = life.rows(Table.EVIDENCE, "CHAINED").getFirst();
        life.world.dynamo().deleteItem(r -> r.tableName(evidence()).key(key(row)));
        life.world.pump();
        assertThat(alarms()).isNotEmpty();
        life.world.objects().down(false);
        life.world.pump();
        assertThat(anchored()).contains(leaf(row));
    }

    /** Cut off between any two calls, and delivered again: every row is anchored in the end. */
    @Test
    void cutOffAtEveryCallItIsAnchoredInTheEnd() throws Exception {
        for (var call = 1; call <= 3; call++) {
            life.someone().agrees();
            life.calls.cutBefore(call);
            life.world.pump();
            life.calls.mend();
            life.world.pump();
            assertThat(anchored())
                    .containsAll(life.rows(Table.EVIDENCE).stream()
                            .map(WatchTest::leaf)
                            .toList());
        }
    }

    private Set<String> anchored() throws Exception {
        var site = life.world.register(LocalWorld.DEMO).value();
        var keys = JWKSet.parse(new String(
                Json.write(new Http(life.world.uri(), "")
                        .get("/v1/public/" + site + "/jwks.json")
                        .body()),
                StandardCharsets.UTF_8));
        var leaves = new HashSet<String>();
        for (var bytes : life.world.objects().all().values()) {
            var jws = JWSObject.parse(new String(bytes, StandardCharsets.US_ASCII));
            var key = (ECKey) keys.getKeyByKeyId(jws.getHeader().getKeyID());
            assertThat(jws.verify(new ECDSAVerifier(key))).isTrue();
            assertThat(jws.getPayload().toJSONObject()).containsOnlyKeys("version", "from", "to", "leaves");
            if (jws.getPayload().toJSONObject().get("leaves") instanceof List<?> hashes) {
                hashes.forEach(leaf -> leaves.add(String.valueOf(leaf)));
            }
        }
        return leaves;
    }

    private static String payload(byte[] jws) {
        var parts = new String(jws, StandardCharsets.US_ASCII).split("\\.", -1);
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    /** As whoever reads the table, rather than its stream, computes it. */
    private static String leaf(Map<String, AttributeValue> row) {
        return Leaf.of(typed(row)).hash();
    }

    private static SortedMap<String, Object> typed(Map<String, AttributeValue> row) {
        var typed = new TreeMap<String, Object>();
        row.forEach((name, value) -> typed.put(
                name,
                switch (value.type()) {
                    case S -> Map.of("S", value.s());
                    case N -> Map.of("N", value.n());
                    case B ->
                        Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
                    case M -> Map.of("M", typed(value.m()));
                    default -> throw new AssertionError("evidence has no such attribute: " + name);
                }));
        return typed;
    }

    private List<String> alarms() {
        return log.stream().filter(line -> line.contains(ALARM)).toList();
    }

    private String evidence() {
        return life.world.tables().getOrDefault(Table.EVIDENCE, "");
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        return Map.of(
                "pk", AttributeValue.fromS(Life.text(row, "pk")), "sk", AttributeValue.fromS(Life.text(row, "sk")));
    }
}
