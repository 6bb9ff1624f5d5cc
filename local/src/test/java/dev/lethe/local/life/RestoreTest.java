package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Call;
import dev.lethe.http.Caller;
import dev.lethe.http.Json;
import dev.lethe.http.Response;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Closed;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.lambda.World;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.Http;
import dev.lethe.restore.Restore;
import dev.lethe.restore.RestoreRules.Why;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Grant, withdraw, erase, expire, and then restore a copy of before: of each table alone, and of every combination. Nothing that
 * was taken back is readable or permitted, and the service is closed until the command is done.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreTest {
    /** More than a restore of this life ever calls. */
    private static final int CALLS_MAX = 5_000;

    private Life life;
    private Life.Someone stays;
    private Life.Someone withdraws;
    private Life.Someone leaves;
    private Life.Someone leavesWithoutConsent;
    private Life.Someone returns;
    private Life.Someone expires;
    private Life.Someone neverSpoke;
    private Map<Table, String> copies;
    private final Map<Table, List<Map<String, AttributeValue>>> lived = new EnumMap<>(Table.class);

    static Stream<Set<Table>> everyCombination() {
        return Stream.of(
                Set.of(Table.RECORDS),
                Set.of(Table.KEYS),
                Set.of(Table.EVIDENCE),
                Set.of(Table.RECORDS, Table.KEYS),
                Set.of(Table.RECORDS, Table.EVIDENCE),
                Set.of(Table.KEYS, Table.EVIDENCE),
                Set.of(Table.RECORDS, Table.KEYS, Table.EVIDENCE));
    }

    /** A day in which everybody is there; then a copy is made; then things are taken back. */
    @BeforeAll
    void aLife() {
        life = new Life();
        stays = life.someone().agrees();
        withdraws = life.someone().agrees();
        leaves = life.someone().agrees();
        leavesWithoutConsent = life.someone();
        returns = life.someone().agrees();
        expires = life.someone();
        neverSpoke = life.someone();
        for (var someone : List.of(stays, withdraws, leaves, returns)) {
            assertThat(someone.says(1, 2, Life.CHATS).status()).isEqualTo(201);
        }
        leavesWithoutConsent.says(1, 2, Life.SERVICE);
        expires.says(1, 1, Life.SERVICE);
        life.world.clock().advance("P3D");
        copies = life.world.backup("copy");

        assertThat(withdraws.decide(Life.CHATS, "withdraw").status()).isEqualTo(201);
        leaves.forgets();
        leavesWithoutConsent.forgets();
        neverSpoke.forgets();
        returns.forgets();
        var ask = returns.says(3, 3, Life.CHATS).text("ask", "ask");
        assertThat(life.bot
                        .post(
                                "/v1/consents",
                                Map.of("subject", returns.account, "ask", ask, "button", "grant." + Life.CHATS))
                        .status())
                .isEqualTo(201);
        assertThat(returns.says(3, 3, Life.CHATS).status()).isEqualTo(201);
        life.world.run(Schedule.ERASURE);
        life.world.clock().advance("P12D");
        life.world.expire();
        life.world.pump();
        life.world.run(Schedule.PURGE);
        life.world.run(Schedule.ERASURE);
        Stream.of(Table.values()).forEach(table -> lived.put(table, life.rows(table)));
    }

    /** Every test finds the tables as that life left them, and functions that have run for nobody yet. */
    @BeforeEach
    void asItWasLived() {
        lived.forEach((table, rows) -> {
            if (!Set.copyOf(life.rows(table)).equals(Set.copyOf(rows))) {
                lose(table);
                rows.forEach(row -> life.world.dynamo().putItem(r -> r.tableName(
                                life.world.tables().get(table))
                        .item(row)));
            }
        });
        life.world.lambdas().startAgain();
    }

    @AfterAll
    void end() {
        life.close();
    }

    private Map<Table, String> copies(Set<Table> tables) {
        var some = new EnumMap<Table, String>(Table.class);
        tables.forEach(table -> some.put(table, copies.get(table)));
        return some;
    }

    private void lose(Table table) {
        for (var row : life.rows(table)) {
            life.world.dynamo().deleteItem(r -> r.tableName(life.world.tables().get(table))
                    .key(Map.of("pk", row.getOrDefault("pk", none()), "sk", row.getOrDefault("sk", none()))));
        }
    }

    private static AttributeValue none() {
        return AttributeValue.fromS("");
    }

    private Restore.Report restore(Set<Table> tables) {
        return life.world.operators().restore(copies(tables)).run(_ -> {});
    }

    /** What nobody may ever see again, whichever tables were lost. */
    private void nothingTakenBackIsReadableOrPermitted() {
        assertThat(withdraws.recalls(Life.CHATS).status()).as("withdrawn").isIn(403, 409);
        assertThat(withdraws.says(8, 8, Life.CHATS).status()).as("withdrawn").isIn(403, 409);
        for (var gone : List.of(leaves, returns, leavesWithoutConsent, expires)) {
            for (var purpose : List.of(Life.CHATS, Life.SERVICE)) {
                assertThat(texts(gone.recalls(purpose)))
                        .as("erased or expired")
                        .doesNotContain("message number 1", "message number 2");
            }
        }
        var sids = new ArrayList<String>();
        life.rows(Table.KEYS, "SUBJECT_KEY").stream()
                .filter(row -> Life.text(row, "state").equals("LIVE"))
                .forEach(row -> sids.add(Life.text(row, "sid")));
        assertThat(life.rows(Table.KEYS, "DAY_KEY"))
                .as("no day that is over has a key")
                .allMatch(row -> row.get("wrapped") == null
                        || Life.text(row, "sk")
                                        .compareTo("DAY#" + life.world.clock().instant())
                                >= 0);
        assertThat(sids).doesNotHaveDuplicates();
    }

    private static List<String> texts(Http.Answer answer) {
        return answer.status() == 200
                ? answer.list("messages").stream()
                        .map(message -> message instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "")
                        .toList()
                : List.of();
    }

    @Test
    void theLifeIsWhatTheTestsTakeItFor() {
        assertThat(texts(stays.recalls(Life.CHATS))).containsExactly("message number 1", "message number 2");
        assertThat(texts(returns.recalls(Life.CHATS))).containsExactly("message number 3");
        nothingTakenBackIsReadableOrPermitted();
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void aCopyBesideTablesThatAreWholeBringsNothingBack(Set<Table> tables) {
        var before = life.census();
        var report = restore(tables);
        nothingTakenBackIsReadableOrPermitted();
        assertThat(texts(stays.recalls(Life.CHATS))).hasSize(2);
        assertThat(texts(returns.recalls(Life.CHATS))).containsExactly("message number 3");
        assertThat(report.closed()).as("the evidence is whole").isZero();
        assertThat(life.census().get("MESSAGE")).isEqualTo(before.get("MESSAGE"));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void aTableThatWasLostComesBackWithoutWhatWasTakenBack(Set<Table> tables) {
        tables.forEach(this::lose);
        var report = restore(tables);
        life.world.run(Schedule.ERASURE);
        life.world.clock().advance("PT1H");
        life.world.run(Schedule.ERASURE);
        nothingTakenBackIsReadableOrPermitted();

        var everythingThatProves = tables.contains(Table.RECORDS) && tables.contains(Table.EVIDENCE);
        assertThat(report.closed() > 0).isEqualTo(everythingThatProves);
        if (everythingThatProves) {
            assertThat(stays.recalls(Life.CHATS).status())
                    .as("must be asked again")
                    .isEqualTo(409);
            assertThat(stays.agrees().says(5, 5, Life.CHATS).status()).isEqualTo(201);
            assertThat(texts(stays.recalls(Life.CHATS))).containsExactly("message number 5");
        } else {
            assertThat(texts(stays.recalls(Life.CHATS)))
                    .as("what nobody took back")
                    .hasSize(2);
        }
        if (!tables.containsAll(Set.of(Table.RECORDS, Table.EVIDENCE, Table.KEYS))) {
            assertThat(leaves.says(8, 8, Life.SERVICE).status()).as("erased").isEqualTo(410);
            assertThat(neverSpoke.says(8, 8, Life.SERVICE).status())
                    .as("erased")
                    .isEqualTo(410);
        }
    }

    @Test
    void everySweepThatARestoreBeginsIsCompleted() {
        lose(Table.RECORDS);
        lose(Table.KEYS);
        restore(Set.of(Table.RECORDS, Table.KEYS));
        life.world.run(Schedule.ERASURE);
        life.world.clock().advance("PT1H");
        life.world.run(Schedule.ERASURE);
        assertThat(life.rows(Table.KEYS, "SUBJECT_KEY"))
                .noneMatch(row -> Life.text(row, "state").equals("ERASING"));
        assertThat(life.rows(Table.RECORDS, "REQUEST")).isNotEmpty().allMatch(row -> Life.text(row, "status")
                .equals("COMPLETED"));
    }

    @Test
    void contentOfTheErasedIsNotEvenCopied() {
        lose(Table.RECORDS);
        var report = restore(Set.of(Table.RECORDS));
        assertThat(report.left()).containsKeys(Why.ERASED, Why.EXPIRED);
        var sids = life.rows(Table.KEYS, "SUBJECT_KEY").stream()
                .map(row -> Life.text(row, "sid"))
                .toList();
        assertThat(life.rows(Table.RECORDS, "MESSAGE"))
                .isNotEmpty()
                .allMatch(row -> sids.contains(Life.text(row, "pk").replaceAll(".*#", "")));
    }

    /** Functions that are merely pointed at restored tables serve nobody. */
    @ParameterizedTest
    @MethodSource("everyCombination")
    void aSuiteThatIsPointedAtACopyServesNobody(Set<Table> tables) {
        var names = new EnumMap<>(life.world.tables());
        names.putAll(copies(tables));
        try (var kms = life.world.kmsClient()) {
            var naive = new Suite(
                    new World(
                            life.world.dynamo(),
                            kms,
                            names,
                            life.world.masterKeys(),
                            life.world.clock(),
                            new SecureRandom()),
                    new Log(_ -> {}, life.world.clock()));
            for (var someone : List.of(stays, withdraws, leaves)) {
                var path =
                        "/v1/subjects/" + someone.subject() + "/conversations/" + someone.conversation() + "/messages";
                assertThat(ask(naive, "GET", path, Map.of("purpose", Life.CHATS), Map.of())
                                .status())
                        .isEqualTo(503);
                assertThat(ask(
                                        naive,
                                        "POST",
                                        "/v1/permissions",
                                        Map.of(),
                                        Map.of("subject", someone.account, "purposes", List.of(Life.CHATS)))
                                .status())
                        .isEqualTo(503);
            }
            assertThatThrownBy(() -> naive.door().enter()).isInstanceOf(Closed.class);
        }
    }

    private static Response ask(
            Suite suite, String method, String path, Map<String, String> query, Map<String, Object> body) {
        return suite.router(_ -> true)
                .handle(new Call(
                        "call",
                        method,
                        path,
                        query,
                        Map.of("content-type", "application/json"),
                        body.isEmpty() ? new byte[0] : Json.write(body),
                        Optional.of(new Caller(new ClientId("bot"), LocalWorld.DEMO, Set.of(Access.BOT)))));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void theServiceIsClosedUntilTheCommandIsDone(Set<Table> tables) {
        tables.forEach(this::lose);
        var told = new ArrayList<Integer>();
        life.world
                .operators()
                .restore(copies(tables))
                .run(_ -> told.add(stays.asks().status()));
        assertThat(told).hasSizeGreaterThan(1);
        // Without the registry of clients nobody is even known.
        assertThat(told.subList(0, told.size() - 1)).isSubsetOf(401, 503);
        assertThat(told.getLast()).as("open").isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void aRestoreThatIsCutOffIsTakenUpByTheNext(Set<Table> tables) {
        tables.forEach(this::lose);
        for (var step = 1; step <= 12; step++) {
            var left = new int[] {step};
            var restore = life.world.operators().restore(copies(tables));
            try {
                restore.run(_ -> {
                    if (--left[0] == 0) {
                        throw new IllegalStateException("cut off");
                    }
                });
                break;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("cut off");
            }
        }
        restore(tables);
        nothingTakenBackIsReadableOrPermitted();
        assertThat(stays.asks().status()).isEqualTo(200);
        assertThat(life.rows(Table.RECORDS, "RESTORE")).isEmpty();
    }

    /** Cut off before and after calls further and further on, until a run comes to its end. */
    @Test
    void aRestoreThatIsCutOffAtACallIsTakenUpByTheNext() {
        Stream.of(Table.values()).forEach(this::lose);
        var calls = new Calls();
        try (var suite = life.operators(calls)) {
            var runs = 0;
            for (var n = 1; runs >= 0 && n < CALLS_MAX; n += 1 + n / 4) {
                if (runs % 2 == 0) {
                    calls.cutBefore(n);
                } else {
                    calls.cutAfter(n);
                }
                try {
                    suite.suite().restore(copies).run(_ -> {});
                    assertThat(runs).as("runs that were cut off").isGreaterThan(10);
                    runs = -1;
                } catch (StoreUnavailable | KeyUnavailable _) {
                    assertThat(stays.asks().status())
                            .as("closed, or not even known")
                            .isIn(401, 503);
                    runs++;
                }
                calls.mend();
            }
            assertThat(runs).as("it comes to its end").isEqualTo(-1);
        }
        nothingTakenBackIsReadableOrPermitted();
        assertThat(stays.asks().status()).isEqualTo(200);
        assertThat(life.rows(Table.RECORDS, "RESTORE")).isEmpty();
    }

    @Test
    void aRehearsalWritesNothingAndClosesNothing() {
        lose(Table.KEYS);
        var before = Stream.of(Table.values()).map(life::rows).toList();
        var report = life.world.operators().restore(copies(Set.of(Table.KEYS))).rehearse(_ -> {});
        assertThat(Stream.of(Table.values()).map(life::rows).toList()).isEqualTo(before);
        assertThat(report.buried()).isEqualTo(3);
        assertThat(report.copied()).containsKey(Table.KEYS);
        assertThat(restore(Set.of(Table.KEYS)).copied().get(Table.KEYS))
                .isEqualTo(report.copied().get(Table.KEYS));
    }

    @Test
    void aRestoreFromATableThatIsNotThereChangesNothingAndSaysSo() {
        var missing = life.world.operators().restore(Map.of(Table.KEYS, "no-such-table"));
        assertThatThrownBy(() -> missing.rehearse(_ -> {})).isInstanceOf(StoreUnavailable.class);
    }
}
