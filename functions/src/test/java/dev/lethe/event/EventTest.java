package dev.lethe.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.Project;
import dev.lethe.api.EventBus;
import dev.lethe.api.Feed;
import dev.lethe.api.Fn;
import dev.lethe.http.Json;
import dev.lethe.http.Schema;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.store.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written is what is read, and nothing else is an event. To write the page anew: {@code mvn test -pl functions
 * -Dtest=EventTest -Dlethe.write=true}.
 */
class EventTest {
    private static final String BEGIN = "<!-- events: generated -->\n";
    private static final String END = "<!-- events: end -->";
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));

    static Event withdrawn(SubjectId subject, int n) {
        var receipt = new ReceiptId("rcp_%026d".formatted(n));
        return new Event(
                EventType.CONSENT_WITHDRAWN,
                new Fact.Decided(
                        EventId.of(receipt),
                        new Tenant("shop"),
                        subject,
                        n,
                        Instant.EPOCH,
                        List.of(new Purpose("chat-history")),
                        List.of(receipt)));
    }

    @Test
    void whatIsWrittenIsRead() {
        var event = withdrawn(ANA, 7);
        assertThat(Event.read("CONSENT_WITHDRAWN", event.detail())).contains(event);
        var request = new RequestId("req_" + "7".repeat(26));
        var erased = new Event(
                EventType.SUBJECT_ERASED,
                new Fact.Erased(EventId.of(request), new Tenant("shop"), ANA, 1, Instant.EPOCH, request));
        assertThat(Event.read("SUBJECT_ERASED", erased.detail())).contains(erased);
        assertThat(erased.fact().id()).isEqualTo(new EventId("evt_" + "7".repeat(26)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"id\":\"evt_1\"}",
                "{\"id\":\"evt_00000000000000000000000007\",\"tenant\":\"shop\",\"text\":\"hello\"}"
            })
    void whatIsNoFactIsNotRead(String detail) {
        assertThat(Event.read("CONSENT_WITHDRAWN", detail)).isEmpty();
    }

    @Test
    void aFactOfAnotherTypeIsNotRead() {
        var detail = withdrawn(ANA, 7).detail();
        assertThat(Event.read("SUBJECT_ERASED", detail)).isEmpty();
        assertThat(Event.read("ConsentWithdrawn", detail)).isEmpty();
        assertThat(Event.read("", detail)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Event(EventType.SUBJECT_ERASED, withdrawn(ANA, 7).fact()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt_1", "EVT_00000000000000000000000007", "rcp_00000000000000000000000007", ""})
    void anIdIsOfItsForm(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventId(id));
    }

    @Test
    void theStreamIsFilteredForTheKindOfRowThatIsWritten() {
        assertThat(Feed.of(Fn.DELIVERY).kind()).contains(Keys.Kind.OUTBOX.name());
        assertThat(Feed.OUTBOX.takes("INSERT", false, "OUTBOX")).isTrue();
        assertThat(Feed.OUTBOX.takes("MODIFY", false, "OUTBOX")).isFalse();
        assertThat(Feed.OUTBOX.takes("INSERT", false, "MESSAGE")).isFalse();
        assertThat(Feed.EXPIRED.takes("REMOVE", true, "")).isTrue();
        assertThat(Feed.EXPIRED.takes("REMOVE", false, "")).isFalse();
        assertThat(Feed.EVERYTHING.takes("MODIFY", false, "")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionBehindAStreamHasAFeedAndNoOther(Fn fn) {
        if (fn.trigger() == Fn.Trigger.STREAM) {
            assertThat(Feed.of(fn)).isNotNull();
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> Feed.of(fn));
        }
    }

    /** With a third, DynamoDB may turn reads away. */
    @Test
    void atMostTwoFunctionsReadOneStream() {
        assertThat(Arrays.stream(Fn.values())
                        .flatMap(fn -> fn.stream().stream())
                        .toList())
                .allSatisfy(table -> assertThat(Arrays.stream(Fn.values())
                                .filter(fn -> fn.stream().filter(table::equals).isPresent()))
                        .hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void whatPeopleHaveToBeToldAtOnceIsTold() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::detailType)).containsAll(EventBus.URGENT);
    }

    @Test
    void thePageSaysWhatTheTypesSay() {
        var page = Project.read("docs/EVENTS.md");
        var generated =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + types() + page.substring(page.indexOf(END));
        assertThat(Project.committed("docs/EVENTS.md", generated)).isEqualTo(generated);
    }

    private static String types() {
        var text = new StringBuilder("| `detail-type` | what has happened | `detail` |\n|---|---|---|\n");
        var facts = new LinkedHashSet<Class<? extends Record>>();
        for (var type : EventType.values()) {
            var name = type.fact().getSimpleName();
            text.append("| `%s` | %s | [%s](#%s) |\n"
                    .formatted(type.detailType(), type.says(), name, name.toLowerCase(Locale.ROOT)));
            facts.add(type.fact());
        }
        var schema = new Schema(Class::getSimpleName);
        for (var fact : facts) {
            var detail = schema.ofRecord(fact);
            // Who subscribes does not have to know every field.
            detail.remove("additionalProperties");
            text.append("\n### %s\n\n```json\n".formatted(fact.getSimpleName()))
                    .append(new String(Json.writePretty(detail), StandardCharsets.UTF_8).strip())
                    .append("\n```\n");
        }
        return text.toString();
    }
}
