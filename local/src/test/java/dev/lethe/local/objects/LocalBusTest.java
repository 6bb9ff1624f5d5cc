package dev.lethe.local.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.aws.Clients;
import dev.lethe.event.Bus;
import dev.lethe.event.Event;
import dev.lethe.event.EventId;
import dev.lethe.event.EventType;
import dev.lethe.event.Fact;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.engine.Permissions;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The suite's own call to EventBridge, and AWS's client's: the stand-in takes the same of both, and shows the same. */
class LocalBusTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private static LocalObjects objects;
    private static Clients clients;
    private static EventBridgeClient theirs;
    private static Bus ours;

    @BeforeAll
    static void begin() {
        objects = LocalObjects.start(Optional.empty());
        clients = new Clients(
                Region.EU_CENTRAL_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
                Optional.of(objects.endpoint()),
                Clients.timeouts());
        theirs = clients.with(EventBridgeClient.builder()).build();
        ours = clients.bus(EventBus.SUITE.name());
    }

    @AfterAll
    static void end() {
        theirs.close();
        objects.close();
    }

    @AfterEach
    void mend() {
        objects.bus().down(false);
        objects.bus().mute(false);
        objects.bus().failing(_ -> false);
    }

    private static Event event(int n) {
        var request = new RequestId("req_%026d".formatted(n));
        return new Event(
                EventType.SUBJECT_ERASED,
                new Fact.Erased(
                        EventId.of(request),
                        new Tenant("demo"),
                        new SubjectId("sub1_" + "a".repeat(26)),
                        n,
                        AT,
                        request));
    }

    private static List<Event> events(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(LocalBusTest::event).toList();
    }

    private static PutEventsRequestEntry entry(Event event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(EventBus.SUITE.name())
                .source("lethe")
                .detailType(event.type().detailType())
                .detail(event.detail())
                .time(event.fact().at())
                .build();
    }

    private static Map<String, Object> newest() {
        var event = new java.util.TreeMap<>(objects.bus().newest(1).getFirst());
        event.remove("id");
        return event;
    }

    @Test
    void theSuitesOwnCallSaysWhatTheClientOfAwsSays() {
        assertThat(theirs.putEvents(r -> r.entries(entry(event(1)))).failedEntryCount())
                .isZero();
        var said = newest();
        assertThat(ours.send(events(1, 1))).isEqualTo(1);
        assertThat(newest()).isEqualTo(said);
        assertThat(said)
                .containsEntry("detail-type", "SubjectErased")
                .containsEntry("source", "lethe")
                .containsEntry("time", "2026-03-01T12:00:00Z");
    }

    @Test
    void moreThanTenAreRefusedToBoth() {
        var eleven = events(1, 11);
        assertThatThrownBy(() -> theirs.putEvents(
                        r -> r.entries(eleven.stream().map(LocalBusTest::entry).toList())))
                .isInstanceOf(EventBridgeException.class);
        assertThatThrownBy(() -> ours.send(eleven)).isInstanceOf(StoreUnavailable.class);
        assertThat(ours.send(events(1, Bus.ENTRIES_MAX))).isEqualTo(Bus.ENTRIES_MAX);
    }

    @Test
    void whatIsBeforeTheFirstThatFailedWasTaken() {
        objects.bus()
                .failing(entry -> String.valueOf(entry.get("Detail")).contains("\"revision\":3")
                        || String.valueOf(entry.get("Detail")).contains("\"revision\":5"));
        var result = theirs.putEvents(
                r -> r.entries(events(1, 6).stream().map(LocalBusTest::entry).toList()));
        assertThat(result.failedEntryCount()).isEqualTo(2);
        assertThat(result.entries().get(2).errorCode()).isEqualTo("InternalFailure");
        assertThat(ours.send(events(1, 6))).isEqualTo(2);
    }

    @Test
    void onAnotherBusNothingIsTaken() {
        assertThat(clients.bus("other").send(events(1, 2))).isZero();
    }

    @Test
    void whereNobodyAnswersNothingIsTaken() {
        objects.bus().down(true);
        assertThatThrownBy(() -> ours.send(events(1, 2))).isInstanceOf(StoreUnavailable.class);
        objects.bus().mute(true);
        assertThatThrownBy(() -> ours.send(events(1, 2))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> clients.at(URI.create("http://127.0.0.1:1"))
                        .bus(EventBus.SUITE.name())
                        .send(events(1, 2)))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void whoHasNoGrantIsRefusedAndItIsToldWhoTried() {
        var denials = new Permissions.Denials();
        assertThatThrownBy(() -> denials.refusing(Fn.EXPIRY, ours).send(events(1, 1)))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(denials.all()).containsExactly("EXPIRY PutEvents SUITE");
        assertThat(denials.refusing(Fn.DELIVERY, ours).send(events(1, 1))).isEqualTo(1);
        assertThat(denials.all()).hasSize(1);
    }
}
