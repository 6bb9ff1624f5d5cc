package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept of people without them, when their time is over: only what many said, and no trace of anybody. */
class StatisticsTest {
    private static final String SERVICE = "counted-service";
    private static final String CHATS = "counted-history";
    private static final Map<String, String> NOTICE = Map.of("id", "counted");
    private static final int ENOUGH = 20;

    /** Nobody else says it, and it stands nowhere once its time is over. */
    private static final String CANARY = "quixotinella";

    private static Life life;
    private static Http officer;
    private static int said;

    @BeforeAll
    static void begin() {
        // DynamoDB's own expiry is late here: what it takes first is not counted.
        life = new Life();
        officer = life.as(Access.OFFICER, LocalWorld.DEMO);
        var text = new String(DemoNotice.text(), StandardCharsets.UTF_8)
                .replace("\"service\"", '"' + SERVICE + '"')
                .replace("\"chat-history\"", '"' + CHATS + '"')
                .replace("\"training\"", "\"counted-training\"");
        assertThat(officer.send("PUT", "/v1/notices/counted", told(text)).status())
                .isEqualTo(201);
        assertThat(put(schedule("anonymise", Life.SERVICE, SERVICE, CHATS)).toString())
                .as("the first of them says nothing of it in its notice")
                .contains("/rules/0/action", "anonymisation-not-in-notice")
                .doesNotContain("/rules/1/action", "/rules/2/action");
        life.world.clock().advance("PT1H");
        life.world.run(Schedule.REPLAN);
    }

    private static byte[] told(String notice) {
        return notice.replace("\"recipients\"", "\"anonymised\": true, \"recipients\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    @AfterAll
    static void end() {
        life.close();
    }

    private static Map<String, Object> rule(String purpose, String action) {
        return Map.of(
                "purpose",
                purpose,
                "category",
                "message-text",
                "keep",
                "P7D",
                "action",
                action,
                "reasons",
                Map.of("en", "To know what people write about"));
    }

    private static Map<String, Object> schedule(String action, String... purposes) {
        var rules =
                List.of(purposes).stream().map(purpose -> rule(purpose, action)).toList();
        return Map.of("locale", "en", "rules", rules, "evidence", List.of());
    }

    private static Http.Answer put(Map<String, Object> schedule) {
        return officer.send("PUT", "/v1/retention-schedule", Json.write(schedule));
    }

    private static List<Life.Someone> people(int number) {
        return IntStream.range(0, number).mapToObj(_ -> life.someone()).toList();
    }

    private static void decide(Life.Someone someone, String decision) {
        var answer = life.bot.post(
                "/v1/consents",
                Map.of(
                        "subject", someone.account,
                        "notice", Map.of("id", NOTICE.get("id"), "version", 1),
                        "decisions", List.of(Map.of("purpose", CHATS, "decision", decision))));
        assertThat(answer.status()).as(answer::toString).isIn(200, 201);
    }

    private static void says(Life.Someone someone, String purpose, String text) {
        said++;
        var answer = life.bot.post(
                "/v1/messages",
                Map.of(
                        "subject",
                        someone.account,
                        "conversationId",
                        "t_1",
                        "purposes",
                        List.of(purpose),
                        "messages",
                        List.of(Map.of(
                                "messageId",
                                "m_" + said,
                                "author",
                                "person",
                                "text",
                                text,
                                "sentAt",
                                "2026-01-01T00:00:00Z"))));
        assertThat(answer.status()).as(answer::toString).isEqualTo(201);
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(life.world.clock().instant(), ZoneOffset.UTC);
    }

    /** Goes on to just after the end of the day on which what is said now is over. */
    private static LocalDate whenItIsOver(String later) {
        var day = today().plusDays(7);
        var over = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        life.world
                .clock()
                .advance(Duration.between(life.world.clock().instant(), over).toString());
        life.world.clock().advance(later);
        return day;
    }

    private static LocalDate over() {
        var day = whenItIsOver("PT10M");
        life.world.run(Schedule.PURGE);
        return day;
    }

    private static Http.Answer statistics(LocalDate day) {
        var answer = officer.get("/v1/statistics?day=" + day);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static void assertTold(LocalDate day, Map<String, Integer> words, int suppressed) {
        var answer = statistics(day);
        assertThat(answer.list("purposes"))
                .as(answer::toString)
                .hasSize(words.isEmpty() ? 0 : 1)
                .allSatisfy(one -> assertThat(((Map<?, ?>) one).get("words")).isEqualTo(words));
        assertThat(number(answer, "suppressed")).isEqualTo(String.valueOf(suppressed));
    }

    private static String number(Http.Answer answer, String name) {
        return String.valueOf(answer.body().get(name));
    }

    private static boolean ended(LocalDate day) {
        return life.rows(Table.KEYS, "DAY_KEY").stream()
                .filter(row -> Life.text(row, "sk").endsWith(day.toString()))
                .anyMatch(row -> Life.text(row, "state").equals("DESTROYED"));
    }

    private static List<?> kept(LocalDate day) {
        return life.rows(Table.RECORDS, "STATISTIC").stream()
                .filter(row -> Life.text(row, "sk").startsWith(day.toString()))
                .toList();
    }

    @Test
    void whatManySaidIsToldAndWhatFewerSaidIsNowhere() {
        var people = people(ENOUGH);
        for (var i = 0; i < ENOUGH; i++) {
            says(people.get(i), SERVICE, "Where is my parcel?");
            if (i > 0) {
                says(people.get(i), SERVICE, "I want a refund");
            }
        }
        for (var i = 0; i < 5; i++) {
            says(
                    people.getFirst(),
                    SERVICE,
                    "Parcel! It is lonely, " + CANARY + " +4915112345678 " + CANARY + "@a.example");
        }
        var day = over();
        assertThat(ended(day)).isTrue();
        assertTold(day, Map.of("parcel", ENOUGH, "where", ENOUGH), 0);
        assertThat(officer.get("/v1/statistics").text("day")).isEqualTo(day.toString());
        assertThat(kept(day).toString())
                .doesNotContain("refund", "lonely", CANARY, "491511", "24601337", "sub1_", "msg_", "cnv_");
        var run = (Map<?, ?>) officer.get("/v1/purges").list("purges").getFirst();
        assertThat(run.get("itemsAnonymised")).isEqualTo(2 * ENOUGH - 1 + 5);
        assertThat(officer.get("/v1/certificates/" + day).toString())
                .contains("GDPR Recital 26", "in " + (2 * ENOUGH - 1 + 5) + " items");
        var before = kept(day);
        life.world.run(Schedule.PURGE);
        says(people.getFirst(), SERVICE, "Where is my parcel?");
        var alone = over();
        assertTold(alone, Map.of(), 1);
        assertThat(kept(day)).as("a day that is told does not change").isEqualTo(before);
    }

    @Test
    void whoTookItBackOrWasErasedIsNotCounted() {
        var people = people(ENOUGH + 2);
        people.forEach(someone -> {
            decide(someone, "grant");
            says(someone, CHATS, "shipment");
        });
        people.subList(0, ENOUGH - 1).forEach(someone -> says(someone, CHATS, "basket"));
        says(people.get(ENOUGH), CHATS, "basket");
        says(people.get(ENOUGH + 1), CHATS, "basket");
        decide(people.get(ENOUGH), "withdraw");
        people.get(ENOUGH + 1).forgets();
        assertThat(people.get(ENOUGH).content()).as("it is there still").hasSize(2);
        assertTold(over(), Map.of("shipment", ENOUGH), 0);
    }

    @Test
    void whereTheNoticeSaysNothingOfItNothingIsKept() {
        people(ENOUGH).forEach(someone -> says(someone, Life.SERVICE, "parcel"));
        var day = over();
        assertThat(ended(day)).isTrue();
        assertThat(kept(day)).isEmpty();
        assertThat(officer.get("/v1/certificates/" + day).toString()).doesNotContain("Recital 26");
    }

    @Test
    void noKeyIsKeptLongerToBeCounted() {
        people(ENOUGH).forEach(someone -> says(someone, SERVICE, "parcel"));
        var day = whenItIsOver("PT2H");
        life.world.run(Schedule.PURGE);
        assertThat(ended(day)).isTrue();
        assertThat(kept(day)).isEmpty();
    }

    @Test
    void whatDynamoDbRemovedFirstIsNotCounted() {
        people(ENOUGH).forEach(someone -> says(someone, SERVICE, "parcel"));
        var day = whenItIsOver("PT10M");
        life.world.expire();
        life.world.run(Schedule.PURGE);
        assertThat(ended(day)).isTrue();
        assertThat(kept(day)).isEmpty();
    }

    /** Who may open nothing leaves the day to who may. */
    @Test
    void aPurgeThatOfficersAskForCountsNothingAndEndsNoDayThatIsToBeCounted() {
        people(ENOUGH).forEach(someone -> says(someone, SERVICE, "parcel"));
        var day = whenItIsOver("PT10M");
        var asked = officer.send("POST", "/v1/purges", new byte[0]);
        assertThat(number(asked, "complete") + number(asked, "daysEnded")).isEqualTo("false0");
        assertThat(ended(day)).isFalse();
        life.world.run(Schedule.PURGE);
        assertTold(day, Map.of("parcel", ENOUGH), 0);
    }

    /** At some of its calls for people, and at each of those that end the day; before the call, and after it. */
    @Test
    void aCountThatIsCutOffLeavesNothingAndTheNextCountsOnce() {
        people(ENOUGH).forEach(someone -> says(someone, SERVICE, "parcel"));
        var day = whenItIsOver("PT10M");
        var calls = 1;
        for (; !ended(day); calls += calls < 4 * ENOUGH ? 9 : 1) {
            life.calls.cutBefore(calls);
            purge();
            life.calls.mend();
            if (!ended(day)) {
                assertThat(kept(day)).as("cut before call %s", calls).isEmpty();
                life.calls.cutAfter(calls);
                purge();
                life.calls.mend();
            }
            assertThat(kept(day)).as("cut at call %s", calls).hasSize(ended(day) ? 1 : 0);
        }
        assertThat(calls).isGreaterThan(4 * ENOUGH);
        assertTold(day, Map.of("parcel", ENOUGH), 0);
        life.world.run(Schedule.PURGE);
        assertTold(day, Map.of("parcel", ENOUGH), 0);
    }

    private static void purge() {
        try {
            life.world.run(Schedule.PURGE);
        } catch (RuntimeException _) {
            // Cut off: the schedule comes again.
        }
    }

    @Test
    void aPreviewCountsWhatWouldBeAnonymisedBesideWhatWouldGo() {
        var someone = life.someone();
        says(someone, SERVICE, "parcel");
        says(someone, Life.SERVICE, "parcel");
        assertThat(previewed("delete")).isZero();
        assertThat(previewed("anonymise")).isEqualTo(1);
        over();
    }

    private static int previewed(String action) {
        var run = officer.post("/v1/retention-schedule/previews", schedule(action, Life.SERVICE, SERVICE))
                .text("run");
        life.world.run(Schedule.REPLAN);
        return officer.get("/v1/retention-runs/" + run).list("categories").stream()
                .map(one -> (Map<?, ?>) one)
                .filter(one -> "message-text".equals(one.get("category")))
                .mapToInt(one -> Integer.parseInt(String.valueOf(one.get("anonymised"))))
                .sum();
    }

    @Test
    void anybodyMayReadWhatBecomesOfIt() {
        var anyone = new Http(life.world.uri(), "");
        var page = anyone.get("/v1/public/" + life.world.register(LocalWorld.DEMO) + "/retention-schedule?locale=de");
        var afterwards = page.list("kept").stream()
                .map(one -> (Map<?, ?>) one)
                .filter(line -> String.valueOf(line.get("afterwards")).contains("mindestens 20 Menschen"))
                .map(line -> String.valueOf(line.get("purpose")))
                .toList();
        assertThat(afterwards).containsExactlyInAnyOrder(SERVICE, CHATS);
        assertThat(page.toString())
                .contains("To know what people write about", "afterwards=Danach wird es gelöscht., ");
    }

    @Test
    void aScheduleThatTellsNoReasonOrTooFewPeopleIsRefused() {
        var unfounded = new LinkedHashMap<>(rule(SERVICE, "anonymise"));
        unfounded.put("reasons", Map.of("de", "Darum"));
        for (var wrong : List.of(
                Map.of("locale", "en", "rules", List.of(unfounded), "evidence", List.of()),
                Map.of("locale", "en", "rules", List.of(), "evidence", List.of(), "peopleMin", ENOUGH - 1))) {
            var refused = put(wrong);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.toString()).containsAnyOf("/rules/0/reasons", "/peopleMin");
        }
        assertThat(officer.get("/v1/statistics?day=yesterday").status()).isEqualTo(400);
        assertThat(life.bot.get("/v1/statistics").status()).isEqualTo(403);
    }
}
