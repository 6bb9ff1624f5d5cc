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
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is kept is planned anew when the reason for it changes: nothing before its time, nothing left behind, and each once. */
class ReplanTest {
    private static final String FENCE = "PT20M1S";

    /** Longer than a job is left to whoever took it up. */
    private static final String LEASE = "PT17M";

    private Life life;
    private Http officer;

    @BeforeEach
    void begin() {
        life = new Life();
        officer = life.as(Access.OFFICER, LocalWorld.DEMO);
    }

    @AfterEach
    void end() {
        life.close();
    }

    private static Map<String, Object> schedule(String... rules) {
        var list = new ArrayList<Object>();
        for (var rule : rules) {
            var parts = rule.split(" ", -1);
            list.add(Map.of(
                    "purpose",
                    parts[0],
                    "category",
                    "message-text",
                    "keep",
                    parts[1],
                    "reasons",
                    Map.of("en", "As short as will do")));
        }
        return Map.of("locale", "en", "rules", list, "evidence", List.of());
    }

    private Http.Answer put(Map<String, Object> schedule) {
        return officer.send("PUT", "/v1/retention-schedule", Json.write(schedule));
    }

    private Http.Answer publish(String... rules) {
        var answer = put(schedule(rules));
        assertThat(answer.status()).as(answer::toString).isEqualTo(201);
        return answer;
    }

    private void replan() {
        life.world.clock().advance(FENCE);
        life.world.run(Schedule.REPLAN);
    }

    /** How many messages a run removed, moved sooner, moved later, and kept. */
    private List<String> counts(String run) {
        var answer = officer.get("/v1/retention-runs/" + run);
        assertThat(answer.status()).isEqualTo(200);
        return answer.list("categories").stream()
                .map(one -> (Map<?, ?>) one)
                .filter(one -> "message-text".equals(one.get("category")))
                .flatMap(one -> Stream.of("removed", "sooner", "later", "kept").map(one::get))
                .map(String::valueOf)
                .toList();
    }

    private List<String> reads(Life.Someone someone, String purpose) {
        return someone.recalls(purpose).list("messages").stream()
                .map(message -> String.valueOf(((Map<?, ?>) message).get("text")))
                .toList();
    }

    private List<String> gone(String how) {
        return life.rows(Table.EVIDENCE, "EXPIRED").stream()
                .filter(row -> Life.text(row, "how").equals(how))
                .map(row -> Life.text(row, "sk"))
                .toList();
    }

    private static Map<String, AttributeValue> nested(Map<String, AttributeValue> row, String... path) {
        var at = row;
        for (var name : path) {
            at = Optional.ofNullable(at.get(name)).map(AttributeValue::m).orElse(Map.of());
        }
        return at;
    }

    private static Period keptFor(Map<String, AttributeValue> row) {
        return Period.between(day(row, "receivedAt"), day(row, "expiresAt"));
    }

    private static LocalDate day(Map<String, AttributeValue> row, String name) {
        return LocalDate.ofInstant(Instant.parse(Life.text(row, name)), ZoneOffset.UTC);
    }

    @Test
    void aShorterPeriodTakesWhatIsStoredAlongAndAPreviewSaysSoBefore() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        life.world.clock().advance("P8D");
        someone.says(4, 5, Life.CHATS);
        var preview = officer.post("/v1/retention-schedule/previews", schedule(Life.CHATS + " P7D"));
        assertThat(preview.status()).isEqualTo(202);
        life.world.run(Schedule.REPLAN);
        assertThat(counts(preview.text("run"))).containsExactly("3", "2", "0", "0");
        assertThat(reads(someone, Life.CHATS)).as("a preview changes nothing").hasSize(5);

        var run = publish(Life.CHATS + " P7D").text("run");
        life.world.run(Schedule.REPLAN);
        assertThat(reads(someone, Life.CHATS))
                .as("nothing goes before the fence")
                .hasSize(5);
        replan();
        assertThat(counts(run)).containsExactly("3", "2", "0", "0");
        assertThat(officer.get("/v1/retention-runs/" + run).text("finishedAt")).isNotEmpty();
        assertThat(reads(someone, Life.CHATS)).containsExactly("message number 4", "message number 5");
        assertThat(gone("PERIOD_SHORTENED")).hasSize(3);
        life.world.clock().advance("P7D");
        assertThat(reads(someone, Life.CHATS)).isEmpty();
        life.world.run(Schedule.PURGE);
        life.world.clock().advance("P3D");
        life.world.run(Schedule.PURGE);
        assertThat(someone.content()).isEmpty();
    }

    @Test
    void aLongerPeriodKeepsWhatIsStoredUnderAnotherDaysKey() {
        publish(Life.CHATS + " P2D");
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var sealed = someone.content().getFirst().get("sealed");
        publish(Life.CHATS + " P20D");
        replan();
        assertThat(someone.content().getFirst().get("sealed")).isNotEqualTo(sealed);
        life.world.clock().advance("P4D");
        life.world.run(Schedule.PURGE);
        assertThat(reads(someone, Life.CHATS)).hasSize(2);
        life.world.clock().advance("P16D");
        life.world.run(Schedule.PURGE);
        assertThat(reads(someone, Life.CHATS)).isEmpty();
    }

    @Test
    void whatIsOverDoesNotComeBack() {
        publish(Life.CHATS + " P2D");
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        life.world.clock().advance("P2DT1S");
        publish(Life.CHATS + " P20D");
        replan();
        assertThat(reads(someone, Life.CHATS)).isEmpty();
    }

    @Test
    void aWithdrawnPurposeLetsGoWhatNothingElseKeepsAndEvidenceSaysWhatWasKeptForWhat() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        someone.says(3, 4, Life.CHATS, Life.SERVICE);
        var other = life.someone().agrees();
        other.says(1, 2, Life.CHATS);
        assertThat(someone.decide(Life.CHATS, "withdraw").status()).isEqualTo(201);
        life.world.run(Schedule.REPLAN);
        assertThat(someone.content()).as("nothing goes before the fence").hasSize(4);
        replan();
        assertThat(someone.content()).hasSize(2).allSatisfy(row -> {
            assertThat(nested(row, "purposes")).containsOnlyKeys(Life.SERVICE);
            assertThat(keptFor(row)).isEqualTo(Period.ofDays(14));
        });
        assertThat(reads(someone, Life.SERVICE)).hasSize(2);
        assertThat(reads(other, Life.CHATS)).as("somebody else's").hasSize(2);
        assertThat(gone("BASIS_ENDED")).hasSize(2);
        var evidence = life.rows(Table.EVIDENCE, "REPLANNED");
        assertThat(evidence).hasSize(1);
        assertThat(nested(evidence.getFirst(), "keptFor", Life.SERVICE))
                .containsEntry("items", AttributeValue.fromN("2"));
        assertThat(life.rows(Table.RECORDS, "REPLAN")).isEmpty();
    }

    /** What a certificate says, signed like every other. */
    @Test
    void aCertificateSaysWhatWentBecauseOfADecisionAndWhatAnotherReasonKept() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        someone.says(3, 4, Life.CHATS, Life.SERVICE);
        var withdrawn = someone.decide(Life.CHATS, "withdraw");
        var receipt = String.valueOf(((Map<?, ?>) withdrawn.list("decisions").getFirst()).get("receipt"));
        assertThat(officer.get("/v1/certificates/" + receipt).status())
                .as("nothing went yet")
                .isEqualTo(404);
        replan();
        var certificate = officer.get("/v1/certificates/" + receipt);
        assertThat(certificate.status()).isEqualTo(200);
        assertThat(certificate.text("jws").split("[.]", -1)).hasSize(3);
        assertThat(certificate.text("certificate", "kind")).isEqualTo("replan");
        assertThat(certificate.text("certificate", "subject")).isEqualTo(someone.subject());
        assertThat(certificate.text("certificate", "finality")).isEqualTo("forecast");
        assertThat(certificate.toString())
                .contains("what=items of message-text, removed, count=2")
                .contains("2 items that another reason keeps");
        life.world.clock().advance("P36D");
        assertThat(officer.get("/v1/certificates/" + receipt).text("certificate", "finality"))
                .isEqualTo("confirmed");
    }

    @Test
    void aRunHasItsCertificateAndAPreviewHasNone() {
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        life.world.clock().advance("P8D");
        var preview = officer.post("/v1/retention-schedule/previews", schedule(Life.CHATS + " P7D"));
        life.world.run(Schedule.REPLAN);
        var run = publish(Life.CHATS + " P7D").text("run");
        replan();
        assertThat(officer.get("/v1/certificates/" + preview.text("run")).status())
                .isEqualTo(404);
        var certificate = officer.get("/v1/certificates/" + run);
        assertThat(certificate.text("certificate", "run")).isEqualTo(run);
        assertThat(certificate.toString()).contains("removed, count=3");
    }

    @Test
    void whatWasTakenInUnderAYesThatWasTakenBackDoesNotComeBackWithTheNextYes() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        someone.decide(Life.CHATS, "withdraw");
        life.world.clock().advance("PT1M");
        someone.agrees();
        someone.says(3, 3, Life.CHATS);
        replan();
        assertThat(reads(someone, Life.CHATS)).containsExactly("message number 3");
        assertThat(someone.content()).hasSize(1);
    }

    @Test
    void planningThatIsCutOffAtAnyCallIsFinishedByTheNextAndCountsEachItemOnce() {
        var calls = plannedCalls();
        assertThat(calls).isGreaterThan(5);
        for (var n = 1; n <= calls; n++) {
            for (var after : List.of(false, true)) {
                var as = "cut " + (after ? "after" : "before") + " call " + n;
                var someone = withdrawing();
                var before = gone("BASIS_ENDED").size();
                life.world.clock().advance(FENCE);
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                try {
                    life.world.run(Schedule.REPLAN);
                } catch (RuntimeException _) {
                    // Cut off: the schedule comes again.
                }
                life.calls.mend();
                life.world.clock().advance(LEASE);
                life.world.run(Schedule.REPLAN);
                assertThat(someone.content()).as(as).hasSize(1);
                assertThat(gone("BASIS_ENDED")).as(as).hasSize(before + 2);
                assertThat(life.rows(Table.RECORDS, "REPLAN")).as(as).isEmpty();
                assertThat(replanned(someone)).as(as).hasValueSatisfying(row -> {
                    assertThat(nested(row, "categories", "message-text"))
                            .containsEntry("removed", AttributeValue.fromN("2"));
                    assertThat(row).containsEntry("people", AttributeValue.fromN("1"));
                });
            }
        }
    }

    private Life.Someone withdrawing() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        someone.says(3, 3, Life.CHATS, Life.SERVICE);
        assertThat(someone.decide(Life.CHATS, "withdraw").status()).isEqualTo(201);
        return someone;
    }

    private int plannedCalls() {
        withdrawing();
        life.world.clock().advance(FENCE);
        return life.calls.of(() -> life.world.run(Schedule.REPLAN)).size();
    }

    private Optional<Map<String, AttributeValue>> replanned(Life.Someone someone) {
        return life.rows(Table.EVIDENCE, "REPLANNED").stream()
                .filter(row -> Life.text(row, "pk").endsWith(someone.subject()))
                .findFirst();
    }

    @Test
    void whileAHoldIsBeingPlacedNothingGoes() {
        var desk = new LegalDesk(life);
        var someone = life.someone().agrees();
        someone.says(1, 3, Life.CHATS);
        desk.stuck(someone);
        someone.decide(Life.CHATS, "withdraw");
        replan();
        assertThat(someone.content()).hasSize(3);
        desk.tend();
        life.world.clock().advance("PT1H");
        life.world.run(Schedule.REPLAN);
        assertThat(someone.content()).isEmpty();
    }

    @Test
    void anErasedPersonsPlanIsNone() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        someone.decide(Life.CHATS, "withdraw");
        someone.forgets();
        replan();
        assertThat(life.rows(Table.RECORDS, "REPLAN")).isEmpty();
        assertThat(gone("BASIS_ENDED")).isEmpty();
    }

    @Test
    void aNoticeThatPromisesLessTakesWhatIsStoredAlong() {
        var someone = life.someone();
        someone.says(1, 2, Life.SERVICE);
        var shorter = new String(DemoNotice.text(), StandardCharsets.UTF_8).replace("P14D", "P3D");
        assertThat(officer.send("PUT", "/v1/notices/chat", shorter.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(201);
        replan();
        assertThat(someone.content()).allSatisfy(row -> assertThat(keptFor(row)).isEqualTo(Period.ofDays(3)));
    }

    @Test
    void whoAgreesToAnotherPeriodHasWhatIsStoredKeptByIt() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        var shorter = new String(DemoNotice.text(), StandardCharsets.UTF_8).replace("P30D", "P5D");
        assertThat(officer.send("PUT", "/v1/notices/chat", shorter.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(201);
        replan();
        assertThat(someone.content()).as("they may still say yes").allSatisfy(row -> assertThat(keptFor(row))
                .isNotEqualTo(Period.ofDays(5)));
        assertThat(life.bot
                        .post(
                                "/v1/consents",
                                Map.of(
                                        "subject", someone.account,
                                        "notice", Map.of("id", "chat", "version", 2),
                                        "decisions", List.of(Map.of("purpose", Life.CHATS, "decision", "grant"))))
                        .status())
                .isEqualTo(201);
        replan();
        assertThat(someone.content()).hasSize(2).allSatisfy(row -> assertThat(keptFor(row))
                .isEqualTo(Period.ofDays(5)));
    }

    @Test
    void whatNobodyKnowsIsRefusedByName() {
        var unknown = put(schedule("mind-reading P7D", Life.CHATS + " P0D"));
        assertThat(unknown.status()).isEqualTo(400);
        var named = put(schedule("mind-reading P7D"));
        assertThat(named.status()).isEqualTo(400);
        assertThat(named.toString()).contains("/rules/0/purpose").doesNotContain("mind-reading");
        assertThat(life.rows(Table.RECORDS, "RETENTION_SCHEDULE")).isEmpty();
        assertThat(officer.get("/v1/retention-runs/run_" + "0".repeat(26)).status())
                .isEqualTo(404);
    }

    @Test
    void anybodyMayReadForHowLongInWords() {
        publish(Life.CHATS + " P1D", Life.SERVICE + " P60D");
        var anyone = new Http(life.world.uri(), "");
        var site = life.world.register(LocalWorld.DEMO);
        var answer = anyone.get("/v1/public/" + site + "/retention-schedule?locale=de");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.toString()).contains("14 Tage").contains("1 Tag,").contains("As short as will do");
    }
}
