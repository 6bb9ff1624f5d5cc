package dev.lethe.breach;

import static dev.lethe.breach.ScopeRules.affected;
import static dev.lethe.breach.ScopeRules.judge;
import static dev.lethe.breach.ScopeRules.reach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.breach.Affected.Exactness;
import dev.lethe.breach.ScopeRules.Verdict;
import dev.lethe.http.Malformed;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.regime.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScopeRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Optional<Channel> MESSENGER = Optional.of(new Channel("messenger"));
    private static final Optional<Channel> WHATSAPP = Optional.of(new Channel("whatsapp"));
    private static final Optional<Channel> TELEGRAM = Optional.of(new Channel("telegram"));
    private static final Optional<ConversationId> CONVERSATION =
            Optional.of(new ConversationId("cnv_" + "a".repeat(26)));
    private static final Kept GONE = new Kept(0, 0, Optional.empty(), false);
    private static final Kept OTHERS = new Kept(0, 2, Optional.of(NOW), false);
    private static final Kept SOME = new Kept(1, 2, Optional.of(NOW), false);

    private static Selection of(Optional<Channel> channel, Optional<ConversationId> conversation) {
        return new Selection(
                NOW.minus(Duration.ofDays(3)), NOW, channel, conversation, Optional.empty(), Optional.empty());
    }

    private static Seen seen(boolean whole, boolean expired) {
        return new Seen(whole, expired, MESSENGER);
    }

    @Test
    void whoSaidSomethingWithinTheWindowIsAffectedWhateverIsLeftOfIt() {
        var window = of(Optional.empty(), Optional.empty());
        assertThat(judge(window, seen(false, false), SOME)).isEqualTo(Verdict.AFFECTED);
        assertThat(judge(window, seen(true, true), GONE)).isEqualTo(Verdict.AFFECTED);
        assertThat(judge(window, seen(true, false), OTHERS)).isEqualTo(Verdict.AFFECTED);
        assertThat(judge(window, seen(false, false), OTHERS)).isEqualTo(Verdict.NOT_AFFECTED);
    }

    @Test
    void whatNobodyCanTellIsNotKnown() {
        var window = of(Optional.empty(), Optional.empty());
        assertThat(judge(window, seen(false, true), OTHERS)).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(judge(window, seen(false, false), GONE)).isEqualTo(Verdict.NOT_KNOWN);
        var conversation = of(Optional.empty(), CONVERSATION);
        assertThat(judge(conversation, seen(true, true), GONE)).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(judge(conversation, seen(true, false), OTHERS)).isEqualTo(Verdict.NOT_AFFECTED);
        assertThat(judge(of(WHATSAPP, Optional.empty()), new Seen(true, false, Optional.empty()), SOME))
                .isEqualTo(Verdict.NOT_KNOWN);
    }

    @Test
    void whoTalksElsewhereIsNotAffected() {
        assertThat(judge(of(WHATSAPP, Optional.empty()), seen(true, true), SOME))
                .isEqualTo(Verdict.NOT_AFFECTED);
        assertThat(judge(of(MESSENGER, Optional.empty()), seen(true, true), SOME))
                .isEqualTo(Verdict.AFFECTED);
    }

    @Test
    void nobodyIsReachedByWhatIsGone() {
        for (var channel : List.of(MESSENGER, WHATSAPP, TELEGRAM, Optional.<Channel>empty())) {
            assertThat(reach(channel, GONE, NOW)).isEqualTo(Reach.NONE);
        }
        assertThat(reach(TELEGRAM, SOME, NOW)).isEqualTo(Reach.CHAT);
        assertThat(reach(WHATSAPP, SOME, NOW)).isEqualTo(Reach.TEMPLATE);
        assertThat(reach(Optional.empty(), SOME, NOW)).isEqualTo(Reach.NONE);
        assertThat(reach(Optional.empty(), new Kept(0, 0, Optional.empty(), true), NOW))
                .isEqualTo(Reach.PROFILE);
    }

    @Test
    void messengersWindowClosesAfterADay() {
        var day = Duration.ofHours(24);
        assertThat(reach(MESSENGER, SOME, NOW.plus(day).minusNanos(1))).isEqualTo(Reach.CHAT_WINDOW);
        assertThat(reach(MESSENGER, SOME, NOW.plus(day))).isEqualTo(Reach.NONE);
        assertThat(reach(MESSENGER, new Kept(1, 1, Optional.of(NOW), true), NOW.plus(day)))
                .isEqualTo(Reach.PROFILE);
    }

    @Test
    void everyPlaceIsExactOnlyWhereNobodyIsMissing() {
        var two = counted(somebody(1, "DE", true), somebody(2, "DE", false));
        assertThat(affected(two))
                .containsExactly(new Affected(
                        Optional.of(new Place("DE")), Optional.of(2), Optional.of(Exactness.EXACT), Optional.of(1)));
        assertThat(affected(two.erased(1)))
                .extracting(Affected::exactness)
                .containsExactly(Optional.of(Exactness.AT_LEAST), Optional.empty());
        assertThat(affected(two.uncertain(1)).getLast().place()).isEmpty();
        assertThat(affected(two.expired(0, true)).getLast().persons()).isEmpty();
        assertThat(affected(Counted.NOBODY)).isEmpty();
        assertThat(affected(counted(somebody(1, "", false)).uncertain(1)))
                .singleElement()
                .isEqualTo(new Affected(
                        Optional.empty(), Optional.of(1), Optional.of(Exactness.AT_LEAST), Optional.empty()));
    }

    @Test
    void moreThanTheRulesCanTakeAreToldTogether() {
        var counted = Counted.NOBODY;
        for (var n = 0; n < BreachFacts.AFFECTED_MAX + 50; n++) {
            counted = plus(counted, somebody(n, "US-" + n, false));
        }
        var affected = affected(counted);
        assertThat(affected).hasSize(BreachFacts.AFFECTED_MAX);
        assertThat(affected.stream().mapToInt(one -> one.persons().orElse(0)).sum())
                .isEqualTo(BreachFacts.AFFECTED_MAX + 50);
    }

    @Test
    void theFingerprintIsOfThePeopleAndNotOfTheirOrder() {
        var seed = System.nanoTime();
        var people = new ArrayList<Somebody>();
        for (var n = 0; n < 50; n++) {
            people.add(somebody(n, "DE", false));
        }
        var before = counted(people.toArray(Somebody[]::new));
        Collections.shuffle(people, new Random(seed));
        assertThat(counted(people.toArray(Somebody[]::new))).as("seed " + seed).isEqualTo(before);
        people.removeLast();
        assertThat(counted(people.toArray(Somebody[]::new)).fingerprint()).isNotEqualTo(before.fingerprint());
    }

    @Test
    void aDayIsInsideWhenAllOfItIs() {
        var days = window("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z");
        assertThat(days.days()).containsExactly(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02"));
        assertThat(days.days()).allMatch(days::covers);
        var less = window("2026-03-01T00:00:00.000000001Z", "2026-03-02T23:59:59.999999999Z");
        assertThat(less.days()).hasSize(2).noneMatch(less::covers);
        assertThat(days.covers(Instant.parse("2026-03-03T00:00:00Z"))).isFalse();
        assertThat(days.covers(Instant.parse("2026-03-01T00:00:00Z"))).isTrue();
        assertThat(days.touches(LocalDate.parse("2026-03-03"))).isFalse();
    }

    @Test
    void windowsThatAreNoneAreRefusedByName() {
        for (var wrong : List.of(
                List.of("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "/to"),
                List.of("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", "/to"),
                List.of("2025-02-27T23:59:59Z", "2026-03-01T00:00:00Z", "/from"),
                List.of("1969-12-31T00:00:00Z", "1970-01-02T00:00:00Z", "/from"))) {
            assertThatThrownBy(() -> window(wrong.get(0), wrong.get(1)))
                    .isInstanceOfSatisfying(Malformed.class, malformed -> assertThat(malformed.wrongs())
                            .singleElement()
                            .satisfies(one -> assertThat(one.pointer()).isEqualTo(wrong.get(2))));
        }
    }

    private static Selection window(String from, String to) {
        return new Selection(
                Instant.parse(from),
                Instant.parse(to),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Somebody somebody(int n, String place, boolean minor) {
        var text = "%04d"
                .formatted(n)
                .replace('0', 'a')
                .replace('1', 'b')
                .replace('8', 'c')
                .replace('9', 'd');
        return new Somebody(
                new SubjectId("sub1_" + "a".repeat(22) + text),
                Optional.of(new StorageId("a".repeat(26))),
                Optional.of("key"),
                Optional.empty(),
                place.isEmpty() ? Optional.empty() : Optional.of(new Place(place)),
                minor);
    }

    private static Counted counted(Somebody... people) {
        var counted = Counted.NOBODY;
        for (var person : people) {
            counted = plus(counted, person);
        }
        return counted;
    }

    private static Counted plus(Counted counted, Somebody person) {
        var hash = new byte[16];
        for (var i = 0; i < hash.length; i++) {
            hash[i] = (byte) (person.subject().hashCode() >> ((i % 4) * 8));
        }
        return counted.plus(person, MESSENGER, SOME, Reach.CHAT, hash);
    }
}
