package dev.lethe.conversation;

import dev.lethe.audit.AccessLog;
import dev.lethe.consent.ConsentGate;
import dev.lethe.consent.SubjectFile;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.consent.Told;
import dev.lethe.consent.Verdict;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Permit;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Text;
import dev.lethe.words.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_MESSAGES}: one page of a conversation, as far as the purpose reaches. */
public final class ReadMessages implements Endpoint<Nothing> {
    public static final int PAGE_MAX = 100;
    private static final int PAGE = 50;

    /** Where a page begins. */
    record Cursor(@Text(max = 200, form = "[A-Za-z0-9_-]+") String value) {}

    /** How many messages a page may have. */
    record Limit(@Text(max = 3, form = "[1-9][0-9]?|100") String value) {}

    /** A page; {@code next} begins the following one. */
    public record Answer(List<Read> messages, Optional<String> next) {}

    /**
     * One message.
     *
     * @param unreadable its seal did not hold; nothing of it is shown
     */
    public record Read(
            MessageId message,
            Optional<Said.Author> author,
            Optional<String> text,
            Instant sentAt,
            Optional<List<Said.Attachment>> attachments,
            Instant expiresAt,
            boolean unreadable) {
        @Override
        public String toString() {
            return "Read[redacted]";
        }
    }

    private final SubjectFiles files;
    private final Messages messages;
    private final AccessLog accesses;
    private final ConsentGate gate;
    private final Vault vault;
    private final Words words;
    private final InstantSource clock;

    public ReadMessages(
            SubjectFiles files,
            Messages messages,
            AccessLog accesses,
            ConsentGate gate,
            Vault vault,
            Words words,
            InstantSource clock) {
        this.files = files;
        this.messages = messages;
        this.accesses = accesses;
        this.gate = gate;
        this.vault = vault;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read a conversation back for a purpose")
                .query("purpose", Purpose.class, true)
                .query("limit", Limit.class, false)
                .query("next", Cursor.class, false)
                .answers(200, Answer.class)
                .refuses(
                        Problem.CONSENT_REQUIRED,
                        Problem.CONSENT_REFUSED,
                        Problem.CONSENT_STALE,
                        Problem.SUBJECT_ERASED,
                        Problem.PARENTAL_AUTHORISATION_REQUIRED,
                        Problem.UNKNOWN_PURPOSE);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var subject = request.path("subject", SubjectId::new);
        var conversation = request.path("conversation", ConversationId::new);
        var purpose = request.queryRequired("purpose", Purpose::new);
        var limit = request.query("limit", ReadMessages::limit).orElse(PAGE);
        var from = request.query("next", ReadMessages::place);

        var file = files.read(request.tenant(), subject, Optional.empty());
        var verdicts = gate.judge(file, List.of(purpose), Said.CATEGORY);
        if (!(verdicts.getFirst() instanceof Verdict.Allowed allowed)) {
            throw Told.refusal(verdicts, words.in(file.standing().locale()), Optional.empty());
        }
        if (!(file.key() instanceof KeyState.Live live)) {
            return Response.ok(new Answer(List.of(), Optional.empty()));
        }
        var key = live.key();
        // Before anything is opened: what cannot be accounted for is not read.
        accesses.record(new AccessLog.Access(
                request.tenant(), subject, Optional.of(conversation), purpose, request.client(), clock.instant()));
        var permit = gate.permit(file, key, allowed);
        var page = messages.page(request.tenant(), key.sid(), conversation, from, limit);
        var now = clock.instant();
        var read = page.messages().stream()
                .filter(message -> ReadRules.readable(message, purpose, permit.since(), now))
                .flatMap(message -> open(file, key, permit, message).stream())
                .toList();
        return Response.ok(new Answer(read, page.next().map(ReadMessages::cursor)));
    }

    private Optional<Read> open(SubjectFile file, SubjectKey key, Permit permit, Message message) {
        var label = MessageLabels.of(
                file.tenant(),
                key.sid(),
                message.conversation(),
                message.id(),
                message.expiry().day(),
                message.revision());
        try {
            var text = vault.open(key, label, message.sealed(), permit);
            var content = Said.Content.of(text);
            return Optional.of(new Read(
                    message.id(),
                    Optional.of(content.author()),
                    Optional.of(content.text()),
                    message.sentAt(),
                    content.attachments(),
                    message.expiry().at(),
                    false));
        } catch (Unopenable e) {
            // What expired this instant is gone; anything else is said, since silence would hide tampering.
            return e.reason() == Unopenable.Reason.EXPIRED
                    ? Optional.empty()
                    : Optional.of(new Read(
                            message.id(),
                            Optional.empty(),
                            Optional.empty(),
                            message.sentAt(),
                            Optional.empty(),
                            message.expiry().at(),
                            true));
        }
    }

    private static int limit(String text) {
        if (!text.matches("[1-9][0-9]?|100")) {
            throw new IllegalArgumentException("A limit is 1 to 100");
        }
        return Integer.parseInt(text);
    }

    private static String place(String cursor) {
        var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (!place.matches("[0-9T:.Z+-]{20,40}#msg_[a-z2-7]{26}")) {
            throw new IllegalArgumentException("A cursor is one we gave");
        }
        return place;
    }

    private static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
