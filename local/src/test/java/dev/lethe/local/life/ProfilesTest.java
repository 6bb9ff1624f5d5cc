package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Permit;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Json;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.lambda.RandomIds;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.TableIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

/** Profiles that are put again and again, and somebody who puts an earlier one back. */
class ProfilesTest {
    private static Life life;
    private static KmsClient kms;
    private static Vault vault;

    @BeforeAll
    static void begin() {
        life = new Life();
        kms = life.world.kmsClient();
        var clock = life.world.clock();
        var random = new SplittableRandom(1);
        var ids = new TableIds(life.world.dynamo(), life.world.tables(), clock);
        vault = new Vault(
                new KmsKeyWrap(kms, life.world.masterKeys(), () -> ids.of(Table.KEYS)),
                rows(),
                new UnwrapCache(clock),
                random,
                new RandomIds(random),
                clock);
    }

    @AfterAll
    static void end() {
        kms.close();
        life.close();
    }

    private static DynamoKeyRows rows() {
        return new DynamoKeyRows(new Dynamo(life.world.dynamo(), life.world.tables()));
    }

    private static Http.Answer put(Life.Someone someone, String locale) {
        return life.bot.send("PUT", "/v1/subjects", Json.write(Map.of("subject", someone.account, "locale", locale)));
    }

    @Test
    void whoLivesInNoCountryIsRefusedByTheFieldAndNothingIsStored() {
        var before = life.census();
        for (var nowhere : List.of("UK", "XX-1", "ZZ")) {
            var body = Map.of("subject", life.someone().account, "residence", nowhere);
            var refused = life.bot.send("PUT", "/v1/subjects", Json.write(body));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.list("errors")).singleElement().asString().contains("/residence");
            assertThat(refused.body().toString()).doesNotContain(nowhere);
        }
        assertThat(life.census()).isEqualTo(before);
    }

    private static Map<String, AttributeValue> row(Life.Someone someone) {
        var sid = Life.text(someone.keyRow(), "sid");
        return life.rows(Table.RECORDS, "PROFILE").stream()
                .filter(row -> Life.text(row, "pk").endsWith("#SID#" + sid))
                .findFirst()
                .orElseThrow();
    }

    private static int revision(Map<String, AttributeValue> row) {
        return Integer.parseInt(
                row.getOrDefault("revision", AttributeValue.fromN("0")).n());
    }

    private static String open(Life.Someone someone, Map<String, AttributeValue> row, int revision) {
        var subject = new SubjectId(someone.asks().text("subject"));
        var key = ((KeyState.Live) rows().subject(LocalWorld.DEMO, subject)).key();
        var label = new Label(
                "records",
                LocalWorld.DEMO,
                Optional.of(key.sid()),
                "profile",
                "",
                "",
                "profile",
                Optional.empty(),
                revision);
        var sealed = new Sealed(
                row.getOrDefault("sealed", AttributeValue.fromS("")).b().asByteArray());
        var permit = Permit.mint(LocalWorld.DEMO, key.sid(), new Purpose(Life.CHATS), Instant.EPOCH);
        return new String(vault.open(key, label, sealed, permit).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void eachHasTheRevisionItsRowSaysAndTheEvidenceCounts() {
        var someone = life.someone().agrees();
        var last = 0;
        for (var locale : List.of("de", "fr", "it")) {
            assertThat(put(someone, locale).status()).isEqualTo(200);
            var row = row(someone);
            assertThat(revision(row)).isGreaterThan(last);
            last = revision(row);
            assertThat(open(someone, row, last)).contains(locale);
        }
        var subject = someone.asks().text("subject");
        assertThat(life.rows(Table.EVIDENCE, "CHAINED").stream()
                        .filter(row -> Life.text(row, "pk").endsWith("#CHAIN#subject/" + subject)
                                && Life.text(row, "action").equals("subject.put")))
                .hasSize(3)
                .extracting(row -> Integer.parseInt(Life.text(row, "sk")))
                .contains(last);
    }

    @Test
    void anEarlierOnePutBackIntoItsRowDoesNotOpen() {
        var someone = life.someone().agrees();
        put(someone, "de");
        var earlier = row(someone);
        put(someone, "fr");
        var now = row(someone);
        var forged = new HashMap<>(now);
        forged.put("sealed", earlier.getOrDefault("sealed", AttributeValue.fromS("")));
        assertThatThrownBy(() -> open(someone, forged, revision(forged)))
                .isInstanceOfSatisfying(Unopenable.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Unopenable.Reason.TAMPERED));
        assertThatThrownBy(() -> open(someone, now, revision(earlier))).isInstanceOf(Unopenable.class);
        assertThat(open(someone, earlier, revision(earlier)))
                .as("it is its revision that closes it")
                .contains("de");
    }

    @Test
    void whatWasPutAfterTheRowHadGoneDoesNotBeginToCountAnew() {
        var someone = life.someone().agrees();
        put(someone, "de");
        var earlier = row(someone);
        life.world.dynamo().deleteItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .key(Map.of(
                        "pk", earlier.getOrDefault("pk", AttributeValue.fromS("")),
                        "sk", earlier.getOrDefault("sk", AttributeValue.fromS("")))));
        put(someone, "fr");
        assertThat(revision(row(someone))).isGreaterThan(revision(earlier));
    }

    @Test
    void ofManyPutAtOnceNoTwoHaveOneRevision() throws Exception {
        var someone = life.someone().agrees();
        var seen = new HashSet<Integer>();
        var tasks = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(n -> () -> put(someone, "de").status())
                .toList();
        var stored = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var one : threads.invokeAll(tasks)) {
                stored += one.get() == 200 ? 1 : 0;
            }
        }
        var subject = someone.asks().text("subject");
        life.rows(Table.EVIDENCE, "CHAINED").stream()
                .filter(row -> Life.text(row, "pk").endsWith("#CHAIN#subject/" + subject)
                        && Life.text(row, "action").equals("subject.put"))
                .forEach(row -> seen.add(Integer.parseInt(Life.text(row, "sk"))));
        assertThat(seen).hasSize(stored).contains(revision(row(someone)));
        assertThat(open(someone, row(someone), revision(row(someone)))).contains("de");
    }
}
