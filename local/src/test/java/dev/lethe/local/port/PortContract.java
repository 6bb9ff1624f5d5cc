package dev.lethe.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.ConsentLedger.Change;
import dev.lethe.consent.ConsentLedger.Kept;
import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.Standing;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.consent.SubjectFile;
import dev.lethe.conversation.Message;
import dev.lethe.conversation.Messages.Written;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyRows.DayState;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.regime.ResponseDue;
import dev.lethe.retention.Anonymised;
import dev.lethe.retention.Expiry;
import dev.lethe.rights.SubjectRequest;
import dev.lethe.store.DynamoConsentLedger;
import dev.lethe.store.DynamoErasures;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.DynamoMessages;
import dev.lethe.store.DynamoRequests;
import dev.lethe.store.DynamoSubjectFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The promises of the ports. Each subclass names an endpoint to hold them on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PortContract {
    private static final Tenant TENANT = new Tenant("contract");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Purpose CHATS = new Purpose("chat-history");
    private static final ClientId CLIENT = new ClientId("bot-contract");

    private Endpoint endpoint;
    private int people;

    abstract Endpoint start();

    @BeforeAll
    void open() {
        endpoint = start();
    }

    @AfterAll
    void close() {
        endpoint.close();
    }

    // Keys

    @Test
    void aKeyUnwrapsUnderItsOwnNameOnly() {
        var wrap = endpoint.wrap();
        var name = KeyName.subject(TENANT, sid(1), 1);
        var made = wrap.generate(name);
        assertThat(made.wrapped().wrappedBy()).startsWith("arn:");
        wrap.unwrap(made.wrapped(), name).close();
        for (var other : List.of(
                KeyName.subject(TENANT, sid(2), 1),
                KeyName.subject(TENANT, sid(1), 2),
                KeyName.subject(new Tenant("other"), sid(1), 1),
                KeyName.day(TENANT, LocalDate.EPOCH))) {
            assertThatThrownBy(() -> wrap.unwrap(made.wrapped(), other))
                    .isInstanceOfSatisfying(
                            KeyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(KeyUnavailable.Reason.CONTEXT));
        }
    }

    @Test
    void aKeyOfACopiedTableUnwrapsToNothing() {
        var name = KeyName.subject(TENANT, sid(1), 1);
        var made = endpoint.wrap().generate(name);
        assertThatThrownBy(() -> endpoint.wrapForAnotherTable().unwrap(made.wrapped(), name))
                .isInstanceOf(KeyUnavailable.class);
    }

    @Test
    void aDisabledKeyMakesAndUnwrapsNothing() {
        var name = KeyName.day(TENANT, LocalDate.parse("2026-05-01"));
        var made = endpoint.wrap().generate(name);
        endpoint.kms().disableKey(r -> r.keyId(endpoint.key()));
        try {
            assertThatThrownBy(() -> endpoint.wrap().generate(name)).isInstanceOf(KeyUnavailable.class);
            assertThatThrownBy(() -> endpoint.wrap().unwrap(made.wrapped(), name))
                    .isInstanceOf(KeyUnavailable.class);
        } finally {
            endpoint.kms().enableKey(r -> r.keyId(endpoint.key()));
        }
    }

    @Test
    void aSubjectsKeyIsCreatedOnceAndNeverOverATombstone() {
        var rows = new DynamoKeyRows(endpoint.dynamo());
        var subject = subject();
        var first = key(1);
        assertThat(rows.subject(TENANT, subject)).isEqualTo(new KeyState.Absent());
        assertThat(rows.create(TENANT, subject, first, new KeyState.Absent(), NOW))
                .isTrue();
        assertThat(rows.create(TENANT, subject, key(2), new KeyState.Absent(), NOW))
                .isFalse();
        assertThat(rows.create(TENANT, subject, key(2), new KeyState.Returned(0, NOW), NOW))
                .isFalse();
        assertThat(rows.subject(TENANT, subject)).isEqualTo(new KeyState.Live(0, first));

        assertThat(shred(file(subject), "req_" + "0".repeat(26))).isTrue();
        assertThat(rows.subject(TENANT, subject)).isInstanceOf(KeyState.Erased.class);
        assertThat(rows.create(TENANT, subject, key(3), new KeyState.Absent(), NOW))
                .isFalse();
    }

    @Test
    void aDaysKeyIsCreatedOnceDestroyedOnceAndNeverComesBack() {
        var rows = new DynamoKeyRows(endpoint.dynamo());
        var day = LocalDate.parse("2026-04-01");
        assertThat(rows.day(TENANT, day)).isEqualTo(new DayState.Absent());
        assertThat(rows.createDay(TENANT, day, wrapped(1), NOW)).isTrue();
        assertThat(rows.createDay(TENANT, day, wrapped(2), NOW)).isFalse();
        assertThat(rows.day(TENANT, day)).isEqualTo(new DayState.Live(wrapped(1)));
        assertThat(rows.before(TENANT, day, 10)).doesNotContain(day);
        assertThat(rows.before(TENANT, day.plusDays(1), 10)).contains(day);
        assertThat(rows.destroy(TENANT, day, Anonymised.NOTHING, NOW)).isTrue();
        assertThat(rows.destroy(TENANT, day, Anonymised.NOTHING, NOW)).isFalse();
        assertThat(rows.day(TENANT, day)).isEqualTo(new DayState.Destroyed());
        assertThat(rows.createDay(TENANT, day, wrapped(3), NOW)).isFalse();
        assertThat(rows.before(TENANT, day.plusDays(1), 10)).doesNotContain(day);
    }

    // Consent

    @Test
    void aChangeIsWrittenIfWhatWasReadStillStands() {
        var ledger = new DynamoConsentLedger(endpoint.dynamo());
        var subject = subject();
        var read = file(subject);
        assertThat(ledger.append(read, grant(read, 1))).isTrue();
        assertThat(ledger.append(read, grant(read, 2))).isFalse();
        var now = file(subject);
        assertThat(now.standing().about(CHATS)).isPresent();
        assertThat(now.standing().revision()).isEqualTo(1);
        assertThat(ledger.append(now, grant(now, 3))).isTrue();
        assertThat(ledger.history(TENANT, subject, 10))
                .extracting(kept -> kept.receipt().id())
                .containsExactly(receipt(3), receipt(1));
    }

    // Messages

    @Test
    void messagesAreStoredAllOrNoneAndNeverOverAnother() {
        var messages = new DynamoMessages(endpoint.dynamo());
        var sid = sid(7);
        var conversation = conversation(1);
        assertThat(messages.write(TENANT, sid, CHANNEL, List.of(message(conversation, 1)), Optional.empty()))
                .isEqualTo(new Written.Stored());
        var again = messages.write(
                TENANT, sid, CHANNEL, List.of(message(conversation, 1), message(conversation, 2)), Optional.empty());
        assertThat(again).isInstanceOfSatisfying(Written.AlreadyThere.class, there -> assertThat(there.before())
                .extracting(Message::id)
                .containsExactly(message(conversation, 1).id()));
        assertThat(messages.page(TENANT, sid, conversation, Optional.empty(), 10)
                        .messages())
                .hasSize(1);
    }

    @Test
    void aConversationIsReadInTheOrderItWasSentPageByPage() {
        var messages = new DynamoMessages(endpoint.dynamo());
        var sid = sid(8);
        var conversation = conversation(2);
        for (var n : List.of(3, 1, 5, 2, 4)) {
            messages.write(TENANT, sid, CHANNEL, List.of(message(conversation, n)), Optional.empty());
        }
        messages.write(TENANT, sid, CHANNEL, List.of(message(conversation(3), 9)), Optional.empty());
        var read = new ArrayList<MessageId>();
        var from = Optional.<String>empty();
        do {
            var page = messages.page(TENANT, sid, conversation, from, 2);
            page.messages().forEach(message -> read.add(message.id()));
            from = page.next();
        } while (from.isPresent());
        assertThat(read).containsExactly(messageId(1), messageId(2), messageId(3), messageId(4), messageId(5));
    }

    // Erasure

    @Test
    void anErasureIsFoundByItsSweepUntilItIsDone() {
        var erasures = new DynamoErasures(endpoint.dynamo());
        var rows = new DynamoKeyRows(endpoint.dynamo());
        var subject = subject();
        var key = key(11);
        rows.create(TENANT, subject, key, new KeyState.Absent(), NOW);
        new DynamoMessages(endpoint.dynamo())
                .write(TENANT, key.sid(), CHANNEL, List.of(message(conversation(4), 1)), Optional.empty());
        var id = "req_" + "1".repeat(26);
        assertThat(shred(file(subject), id)).isTrue();

        var sweep = erasures.due(NOW, 10).stream()
                .filter(found -> found.subject().equals(subject))
                .findFirst()
                .orElseThrow();
        assertThat(sweep.sid()).isEqualTo(key.sid());
        assertThat(erasures.delete(sweep, 10)).isEqualTo(1);
        assertThat(erasures.delete(sweep, 10)).isZero();
        erasures.complete(sweep, NOW);
        assertThat(erasures.due(NOW, 10)).noneMatch(found -> found.subject().equals(subject));
        assertThat(new DynamoRequests(endpoint.dynamo()).find(TENANT, new RequestId(id)))
                .hasValueSatisfying(request -> assertThat(request.status()).isEqualTo(SubjectRequest.Status.COMPLETED));
    }

    private boolean shred(SubjectFile read, String id) {
        var entry = ChainedEntry.append(
                "subject/" + read.subject(),
                read.standing().head(),
                Entry.of("subject.shredded", CLIENT, NOW, Map.of("request", id)));
        var request = new SubjectRequest(
                new RequestId(id),
                read.subject(),
                SubjectRequest.Type.ERASURE,
                SubjectRequest.Status.ERASING,
                NOW,
                new ResponseDue(NOW, "rule", Optional.empty(), Optional.empty()),
                Optional.of(NOW),
                Optional.empty(),
                Optional.empty());
        var next = read.standing().next(Map.of(), Optional.empty(), entry.head());
        return new DynamoRequests(endpoint.dynamo()).shred(read, request, next, entry, Optional.empty());
    }

    private SubjectFile file(SubjectId subject) {
        return new DynamoSubjectFiles(endpoint.dynamo(), endpoint.door()).read(TENANT, subject, Optional.empty());
    }

    private static Change grant(SubjectFile read, int n) {
        var receipt =
                new ConsentReceipt(receipt(n), CHATS, Decision.GRANTED, Optional.empty(), How.REPORTED, CLIENT, NOW);
        var entry = ChainedEntry.append(
                "subject/" + read.subject(),
                read.standing().head(),
                Entry.of("consent.captured", CLIENT, NOW, Map.of()));
        var stand = new Stand(Decision.GRANTED, "substance", receipt.id(), NOW, NOW);
        var next = read.standing().next(Map.of(CHATS, stand), Optional.empty(), entry.head());
        return new Change(List.of(new Kept(receipt, Optional.empty())), next, entry, false, Optional.empty());
    }

    private SubjectId subject() {
        people++;
        return new SubjectId("sub1_" + "%026d".formatted(people).replaceAll("[0189]", "a"));
    }

    private static StorageId sid(int n) {
        return new StorageId("s".repeat(24) + (char) ('a' + n / 26) + (char) ('a' + n % 26));
    }

    private static SubjectKey key(int n) {
        return new SubjectKey(sid(n), 1, wrapped(n));
    }

    private static WrappedKey wrapped(int n) {
        return new WrappedKey(new byte[] {(byte) n}, "arn:aws:kms:us-east-1:000000000000:key/" + n);
    }

    private static ReceiptId receipt(int n) {
        return new ReceiptId("rcp_" + "0".repeat(25) + n);
    }

    private static final Channel CHANNEL = new Channel("telegram");

    private static ConversationId conversation(int n) {
        return new ConversationId("cnv_" + "c".repeat(25) + (char) ('a' + n));
    }

    private static MessageId messageId(int n) {
        return new MessageId("msg_" + "m".repeat(25) + (char) ('a' + n));
    }

    private static Message message(ConversationId conversation, int n) {
        var at = NOW.plusSeconds(3600L * 24 * 30);
        return new Message(
                messageId(n),
                conversation,
                NOW.plusNanos(n),
                NOW,
                new Expiry(Map.of(CHATS, at), at),
                "digest-" + n,
                new Sealed(new byte[70]),
                1);
    }

    /** A chain starts somewhere. */
    @Test
    void aStrangersFileIsEmpty() {
        var file = file(subject());
        assertThat(file.key()).isEqualTo(new KeyState.Absent());
        assertThat(file.standing()).isEqualTo(Standing.NOTHING);
        assertThat(file.standing().head()).isEqualTo(ChainHead.START);
    }
}
