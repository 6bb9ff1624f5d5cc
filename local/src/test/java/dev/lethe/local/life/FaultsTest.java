package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.demo.Http;
import dev.lethe.local.kms.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When AWS does not answer: nothing is half-written, nothing is opened, and trying again is enough. */
class FaultsTest {
    private static Life life;

    @BeforeAll
    static void begin() {
        life = new Life();
        life.someone().agrees().says(1, 1, Life.CHATS);
        life.someone().says(1, 1, Life.SERVICE);
        // The key of this year's evidence is there as well.
        life.someone().decide(Life.CHATS, "grant", "yes");
    }

    @AfterAll
    static void end() {
        life.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCESS_DENIED", "THROTTLED", "INTERNAL"})
    void withoutTheKeyServiceNobodyNewIsStored(Fault fault) {
        var someone = life.someone().agrees();
        var before = life.census();
        life.world.kms().fault(fault);
        try {
            var refused = someone.says(1, 1, Life.CHATS);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("type")).isEqualTo("/problems/unavailable");
            assertThat(life.census()).isEqualTo(before);
        } finally {
            life.world.kms().heal();
        }
        assertThat(someone.says(1, 1, Life.CHATS).status()).isEqualTo(201);
        assertThat(someone.recalls(Life.CHATS).list("messages")).hasSize(1);
    }

    @Test
    void withoutTheKeyServiceAnErasureStillHappens() {
        var someone = life.someone().agrees();
        someone.says(1, 1, Life.CHATS);
        life.someone().forgets();
        life.world.kms().fault(Fault.ACCESS_DENIED);
        try {
            assertThat(someone.forgets().status()).isEqualTo(202);
        } finally {
            life.world.kms().heal();
        }
        assertThat(someone.recalls(Life.CHATS).status()).isEqualTo(410);
    }

    /** Cut off before, or after, any call: the same request once more ends where an undisturbed one does. */
    @Test
    void aRequestCutOffAnywhereIsFinishedByTheNextTry() {
        var requests = List.<Function<Life.Someone, Http.Answer>>of(
                someone -> someone.decide(Life.CHATS, "grant"),
                someone -> someone.decide(Life.CHATS, "grant", "yes, do keep our chats"),
                someone -> someone.decide(Life.CHATS, "refuse"),
                someone -> someone.says(1, 3, Life.SERVICE),
                someone -> someone.says(1, 1, Life.SERVICE),
                someone -> {
                    someone.says(1, 2, Life.SERVICE);
                    return someone.forgets();
                });
        for (var request : requests) {
            var undisturbed = added(request, 0, false);
            for (var n = 1; n <= 6; n++) {
                assertThat(added(request, n, false)).as("cut before call %d", n).isEqualTo(undisturbed);
                assertThat(added(request, n, true)).as("cut after call %d", n).isEqualTo(undisturbed);
            }
        }
    }

    /** Put again since its answer was lost, a profile is a revision on; each that was written is in evidence, and no other. */
    @Test
    void aProfileThatIsCutOffAnywhereIsInEvidenceAsOftenAsItWasWritten() {
        for (var n = 1; n <= 6; n++) {
            for (var after : List.of(false, true)) {
                var before = life.census();
                var someone = life.someone();
                var profile = Json.write(Map.of("subject", someone.account, "locale", "de"));
                if (after) {
                    life.calls.cutAfter(n);
                } else {
                    life.calls.cutBefore(n);
                }
                assertThat(life.bot.send("PUT", "/v1/subjects", profile).status())
                        .isIn(200, 503);
                life.calls.mend();
                assertThat(life.bot.send("PUT", "/v1/subjects", profile).status())
                        .isEqualTo(200);
                var sid = Life.text(someone.keyRow(), "sid");
                var row = life.rows(Table.RECORDS, "PROFILE").stream()
                        .filter(found -> Life.text(found, "pk").endsWith(sid))
                        .toList();
                var written = life.census().getOrDefault("CHAINED", 0) - before.getOrDefault("CHAINED", 0);
                assertThat(row).singleElement().satisfies(found -> assertThat(found)
                        .containsEntry("revision", AttributeValue.fromN(Integer.toString(written))));
            }
        }
    }

    /** How many rows of each kind a request adds for somebody new, when the line is cut at its n-th call and then mended. */
    private static Map<String, Integer> added(Function<Life.Someone, Http.Answer> request, int n, boolean after) {
        var before = life.census();
        var someone = life.someone();
        if (n > 0) {
            if (after) {
                life.calls.cutAfter(n);
            } else {
                life.calls.cutBefore(n);
            }
            var cut = request.apply(someone);
            assertThat(cut.status()).isIn(200, 201, 202, 410, 503);
            life.calls.mend();
        }
        var done = request.apply(someone);
        assertThat(done.status()).isIn(200, 201, 202);
        var now = life.census();
        now.replaceAll((kind, count) -> count - before.getOrDefault(kind, 0));
        now.values().removeIf(count -> count == 0);
        return now;
    }

    @Test
    void anAccessThatCannotBeAccountedForIsNotGranted() {
        var someone = life.someone().agrees();
        someone.says(1, 2, Life.CHATS);
        someone.recalls(Life.CHATS);
        life.calls.cutBefore(2);
        var refused = someone.recalls(Life.CHATS);
        life.calls.mend();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().toString()).doesNotContain("message number");
    }
}
