package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Feed;
import dev.lethe.api.Table;
import dev.lethe.event.Event;
import dev.lethe.http.Json;
import dev.lethe.local.demo.Http;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Other systems are told of every fact that was written, and of nothing else: whatever fails in between, and nothing of anybody. */
class OutboxTest {
    private static final List<String> LOG = new CopyOnWriteArrayList<>();
    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life(options -> options.logging(LOG::add));
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @AfterEach
    void mend() {
        life.calls.mend();
        life.world.bus().down(false);
        life.world.bus().mute(false);
        life.world.bus().failing(_ -> false);
        life.world.pump();
    }

    /** What was heard of somebody, oldest first. */
    private static List<Heard> heard(Life.Someone someone) {
        var subject = someone.asks().text("subject");
        return life.world.bus().newest(1_000).reversed().stream()
                .map(event -> event.get("detail") instanceof Map<?, ?> detail
                        ? new Heard(String.valueOf(event.get("detail-type")), detail)
                        : new Heard("", Map.of()))
                .filter(event -> subject.equals(event.detail.get("subject")))
                .toList();
    }

    private record Heard(String type, Map<?, ?> detail) {
        String id() {
            return String.valueOf(detail.get("id"));
        }

        int revision() {
            return detail.get("revision") instanceof Integer number ? number : 0;
        }
    }

    private static List<Map<String, AttributeValue>> written(Life.Someone someone) {
        var subject = someone.asks().text("subject");
        return life.rows(Table.RECORDS, "OUTBOX").stream()
                .filter(row -> Life.text(row, "pk").endsWith(subject))
                .toList();
    }

    private static Http.Answer withdraws(Life.Someone someone) {
        return someone.decide(Life.CHATS, "withdraw");
    }

    @Test
    void aWithdrawalIsToldOnceWithWhatShowsIt() {
        var someone = life.someone().agrees();
        var withdrawn = withdraws(someone);
        life.world.pump();
        life.world.pump();
        assertThat(heard(someone)).singleElement().satisfies(event -> {
            assertThat(event.type).isEqualTo("ConsentWithdrawn");
            assertThat(event.detail)
                    .isEqualTo(Map.of(
                            "id", event.id(),
                            "tenant", "demo",
                            "subject", withdrawn.text("subject"),
                            "revision", 2,
                            "at", String.valueOf(event.detail.get("at")),
                            "purposes", List.of(Life.CHATS),
                            "receipts", List.of(receipt(withdrawn))));
        });
    }

    private static String receipt(Http.Answer decided) {
        return decided.list("decisions").getFirst() instanceof Map<?, ?> first
                ? String.valueOf(first.get("receipt"))
                : "";
    }

    @Test
    void aNoToWhatWasAllowedIsAWithdrawal() {
        var someone = life.someone().agrees();
        someone.decide(Life.CHATS, "refuse");
        life.world.pump();
        assertThat(heard(someone)).extracting(Heard::type).containsExactly("ConsentWithdrawn");
    }

    @Test
    void nobodyIsToldOfWhatEndsNothing() {
        var someone = life.someone();
        assertThat(someone.decide(Life.CHATS, "refuse").status()).isEqualTo(201);
        assertThat(withdraws(someone).status()).isEqualTo(200);
        someone.agrees();
        someone.says(1, 2, Life.CHATS);
        someone.recalls(Life.CHATS);
        life.bot.send("PUT", "/v1/subjects", Json.write(Map.of("subject", someone.account, "locale", "de")));
        assertThat(written(someone)).isEmpty();
        withdraws(someone);
        withdraws(someone);
        someone.decide(Life.CHATS, "refuse");
        assertThat(written(someone)).hasSize(1);
    }

    @Test
    void whatIsGrantedAgainWasWithdrawnOnceAndTheRevisionSaysWhichIsLater() {
        var someone = life.someone().agrees();
        withdraws(someone);
        someone.agrees();
        life.world.pump();
        assertThat(heard(someone)).singleElement().satisfies(event -> assertThat(event.detail.get("revision"))
                .isEqualTo(2));
        withdraws(someone);
        life.world.pump();
        assertThat(heard(someone)).extracting(Heard::revision).containsExactly(2, 4);
        assertThat(heard(someone)).extracting(Heard::id).doesNotHaveDuplicates();
    }

    @Test
    void anErasureIsToldWithItsRequestAndOnce() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var request = someone.forgets().text("request");
        assertThat(someone.forgets().text("request")).isEqualTo(request);
        life.world.pump();
        assertThat(heard(someone)).singleElement().satisfies(event -> {
            assertThat(event.type).isEqualTo("SubjectErased");
            assertThat(event.detail.get("request")).isEqualTo(request);
        });
        var stranger = life.someone();
        stranger.forgets();
        stranger.forgets();
        life.world.pump();
        assertThat(heard(stranger)).extracting(Heard::type).containsExactly("SubjectErased");
    }

    /** Of all who write at once one is first; what the others had wanted to write is nowhere. */
    @Test
    void aTransactionThatIsRefusedTellsNothing() throws Exception {
        var someone = life.someone().agrees();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(_ -> () -> withdraws(someone).status())
                    .toList());
        }
        assertThat(written(someone)).hasSize(1);
        life.world.pump();
        assertThat(heard(someone)).hasSize(1);
    }

    /** Before and after every call of the request, and before and after the delivery's own. */
    @Test
    void whatIsCutOffAnywhereArrivesAllTheSameUnderOneId() {
        for (var n = 1; n <= 2; n++) {
            for (var after : List.of(false, true)) {
                for (var mute : List.of(false, true)) {
                    var someone = life.someone().agrees();
                    if (after) {
                        life.calls.cutAfter(n);
                    } else {
                        life.calls.cutBefore(n);
                    }
                    withdraws(someone);
                    life.calls.mend();
                    withdraws(someone);
                    life.world.bus().down(!mute);
                    life.world.bus().mute(mute);
                    life.world.pump();
                    assertThat(heard(someone)).hasSize(mute ? 1 : 0);
                    // Whoever delivered it is gone, and remembers nothing.
                    life.world.lambdas().startAgain();
                    life.world.bus().down(false);
                    life.world.bus().mute(false);
                    life.world.pump();
                    var as = "cut %s call %d, then %s".formatted(after ? "after" : "before", n, mute ? "mute" : "down");
                    assertThat(heard(someone)).as(as).hasSize(mute ? 2 : 1);
                    assertThat(Set.copyOf(heard(someone))).as(as).hasSize(1);
                }
            }
        }
    }

    @Test
    void nothingThatWasSaidAndNoIdOfAPlatformIsInAnyEvent() {
        var someone = life.someone();
        someone.decide(Life.CHATS, "grant", "yes, feed my canary");
        someone.says(1, 2, Life.CHATS);
        someone.decide(Life.CHATS, "withdraw", "no more seeds for my canary");
        someone.forgets();
        life.world.pump();
        assertThat(heard(someone)).extracting(Heard::type).containsExactly("ConsentWithdrawn", "SubjectErased");
        var told = life.world.bus().newest(1_000) + " " + life.rows(Table.RECORDS, "OUTBOX") + " " + LOG;
        assertThat(told)
                .contains("ConsentWithdrawn", "\"event\":\"events delivered\"")
                .doesNotContain(
                        "canary", "message number", "24601337", String.valueOf(someone.account.get("userId")), "t_1\"");
    }

    /** Whatever the bus fails at, what is about one person comes in its order, at first hearing. */
    @Test
    void nobodysEventsOvertakeEachOther() {
        var seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        var people = List.of(life.someone(), life.someone(), life.someone());
        var decisions = new ArrayList<Integer>();
        for (var n = 0; n < 12; n++) {
            var who = random.nextInt(people.size());
            decisions.add(who);
            people.get(who).agrees();
            withdraws(people.get(who));
            if (random.nextInt(3) == 0) {
                life.world.bus().failing(_ -> random.nextInt(3) == 0);
                life.world.pump();
            }
        }
        life.world.bus().failing(_ -> false);
        life.world.pump();
        for (var who = 0; who < people.size(); who++) {
            var of = who;
            var rounds = (int) decisions.stream().filter(n -> n == of).count();
            var revisions = new LinkedHashSet<Integer>();
            heard(people.get(who)).forEach(event -> revisions.add(event.revision()));
            assertThat(revisions)
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, rounds)
                            .mapToObj(round -> 2 * round)
                            .toList());
        }
    }

    @Test
    void aRowThatCannotBeReadIsPutAsideAndTheNextHaveTheirTurn() {
        var before = life.world.putAside();
        var someone = life.someone().agrees();
        withdraws(someone);
        life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                .item(Map.of(
                        "pk", AttributeValue.fromS("T#demo#OUTBOX"),
                        "sk", AttributeValue.fromS("OUTBOX#evt_" + "0".repeat(26)),
                        "kind", AttributeValue.fromS("OUTBOX"),
                        "type", AttributeValue.fromS("CONSENT_WITHDRAWN"),
                        "detail", AttributeValue.fromS("{\"text\":\"poison\"}"))));
        var next = life.someone().agrees();
        withdraws(next);
        for (var n = 0; n <= Feed.RETRIES_MAX; n++) {
            assertThat(heard(next)).isEmpty();
            assertThat(life.world.putAside()).isEqualTo(before);
            life.world.pump();
        }
        assertThat(life.world.putAside()).isEqualTo(before + 1);
        life.world.pump();
        assertThat(heard(someone)).as("what was before it came once").hasSize(1);
        assertThat(heard(next)).hasSize(1);
        assertThat(life.world.bus().newest(1_000).toString()).doesNotContain("poison");
        assertThat(LOG.toString()).doesNotContain("poison");
    }

    @Test
    void anEventThatTheBusNeverTakesIsPutAsideToo() {
        var before = life.world.putAside();
        var someone = life.someone().agrees();
        var subject = someone.asks().text("subject");
        withdraws(someone);
        var next = life.someone().agrees();
        withdraws(next);
        life.world.bus().failing(entry -> String.valueOf(entry.get("Detail")).contains(subject));
        for (var n = 0; n <= Feed.RETRIES_MAX; n++) {
            life.world.pump();
        }
        life.world.pump();
        assertThat(life.world.putAside()).isEqualTo(before + 1);
        assertThat(heard(someone)).isEmpty();
        assertThat(heard(next)).isNotEmpty();
        assertThat(written(someone)).as("it can still be sent by hand").hasSize(1);
    }

    @Test
    void whatWasToldGoesByItsOwnExpiryAndNobodyIsToldOfThat() {
        var someone = life.someone().agrees();
        withdraws(someone);
        life.world.pump();
        var chained = life.census();
        life.world.clock().advance(Event.KEPT.minusMinutes(1).toString());
        life.world.expire();
        assertThat(written(someone)).hasSize(1);
        life.world.clock().advance("PT2M");
        life.world.expire();
        life.world.pump();
        assertThat(written(someone)).isEmpty();
        assertThat(heard(someone)).hasSize(1);
        assertThat(life.census().getOrDefault("EXPIRED", 0)).isEqualTo(chained.getOrDefault("EXPIRED", 0));
    }
}
