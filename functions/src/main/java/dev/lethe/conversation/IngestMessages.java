package dev.lethe.conversation;

import dev.lethe.consent.Ask;
import dev.lethe.consent.Asks;
import dev.lethe.consent.ConsentGate;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.consent.Told;
import dev.lethe.conversation.Messages.Written;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.disclosure.Disclosing;
import dev.lethe.disclosure.Disclosure;
import dev.lethe.disclosure.Session;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.Text;
import dev.lethe.repeat.Repeats;
import dev.lethe.retention.Expiry;
import dev.lethe.retention.Retaining;
import dev.lethe.words.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers {@code INGEST_MESSAGES}: seals what was said, if there is a basis, until it has to go. */
public final class IngestMessages implements Endpoint<IngestMessages.Body> {
    public static final int MESSAGES_MAX = 25;

    /** How far ahead of us a platform's clock may be. */
    public static final Duration AHEAD_MAX = Duration.ofDays(1);

    private static final int ATTEMPTS_MAX = 4;

    /**
     * Up to 25 messages of one conversation, stored all or not at all.
     *
     * @param conversationId as the platform names it
     * @param purposes what they may be used for; those with a basis are kept
     * @param session to be told what the bot has to disclose in it
     */
    public record Body(
            PlatformAccount subject,
            @Text(max = 512, example = "t_10158") String conversationId,
            @Items(max = 20) Set<Purpose> purposes,
            @Items(max = MESSAGES_MAX) List<Said> messages,
            Optional<LanguageTag> locale,
            Optional<Session> session) {
        public Body {
            var seen = new HashSet<String>();
            for (var i = 0; i < messages.size(); i++) {
                if (!seen.add(messages.get(i).messageId())) {
                    throw new Malformed("/messages/" + i + "/messageId", "stands twice");
                }
            }
        }

        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    /**
     * What was stored.
     *
     * @param purposes whether each purpose asked for is allowed now
     * @param ask would allow the purposes that were not, where asking can
     * @param disclosures what the bot has to say now, where it sent a session
     * @param nextDisclosureAt when it has to say it again
     */
    public record Answer(
            SubjectId subject,
            ConversationId conversation,
            List<Stored> messages,
            List<Told> purposes,
            Optional<Ask> ask,
            Optional<List<Disclosure>> disclosures,
            Optional<Instant> nextDisclosureAt) {}

    /**
     * One message as it is kept.
     *
     * @param purposes what it is kept for, which for a repeated message is what it was first kept for
     * @param expiresAt when it goes
     */
    public record Stored(MessageId message, Set<Purpose> purposes, Instant expiresAt) {}

    private final SubjectFiles files;
    private final Messages messages;
    private final ConsentGate gate;
    private final Retaining retaining;
    private final Asks asks;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Repeats repeats;
    private final Words words;
    private final Disclosing disclosing;
    private final InstantSource clock;

    public IngestMessages(
            SubjectFiles files,
            Messages messages,
            ConsentGate gate,
            Retaining retaining,
            Asks asks,
            Vault vault,
            Pseudonyms pseudonyms,
            Repeats repeats,
            Words words,
            Disclosing disclosing,
            InstantSource clock) {
        this.files = files;
        this.messages = messages;
        this.gate = gate;
        this.retaining = retaining;
        this.asks = asks;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
        this.repeats = repeats;
        this.words = words;
        this.disclosing = disclosing;
        this.clock = clock;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Store messages, sealed, if there is a basis", Body.class)
                .answers(201, Answer.class)
                .refuses(
                        Problem.CONSENT_REQUIRED,
                        Problem.CONSENT_REFUSED,
                        Problem.CONSENT_STALE,
                        Problem.SUBJECT_ERASED,
                        Problem.UNKNOWN_PURPOSE,
                        Problem.PARENTAL_AUTHORISATION_REQUIRED,
                        Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        var body = request.body();
        checkTimes(body);
        var names = pseudonyms.of(request.tenant());
        var subject = names.subject(body.subject());
        var conversation = names.conversation(body.subject().channel(), body.conversationId());
        var repeat = repeats.key(request, names);
        var known = new LinkedHashMap<MessageId, Message>();
        var life = Optional.<StorageId>empty();
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var file = files.read(request.tenant(), subject, repeat);
            var again = repeats.again(repeat, file.answer());
            if (again.isPresent()) {
                return again.get();
            }
            var verdicts = gate.judge(file, body.purposes(), Said.CATEGORY);
            var say = words.in(file.locale(body.locale()));
            var ask = asks.toChange(file, verdicts, names, body.locale());
            var due = disclosing.due(body.session(), file.situation(), say);
            var now = clock.instant();
            var expiry = retaining
                    .expiry(file, verdicts, Said.CATEGORY, now)
                    .orElseThrow(() -> Told.refusal(verdicts, say, ask, due));
            try {
                var key = vault.keyFor(file.tenant(), subject, file.key());
                if (!key.sid().equals(life.orElse(key.sid()))) {
                    // Erased and back meanwhile: what was found belongs to another life.
                    known.clear();
                }
                life = Optional.of(key.sid());
                var sealed = seal(request.tenant(), key, body, conversation, names, expiry, now);
                refuseOthers(sealed, known);
                var fresh =
                        sealed.stream().filter(m -> !known.containsKey(m.id())).toList();
                var stored = sealed.stream()
                        .map(m -> known.getOrDefault(m.id(), m))
                        .map(m -> new Stored(
                                m.id(),
                                m.expiry().purposes().keySet(),
                                m.expiry().at()))
                        .toList();
                var response = Response.created(new Answer(
                        subject, conversation, stored, Told.of(verdicts, say), ask, due.disclosures(), due.next()));
                if (fresh.isEmpty()) {
                    return repeats.remember(repeat, response);
                }
                switch (messages.write(
                        request.tenant(),
                        key.sid(),
                        body.subject().channel(),
                        fresh,
                        repeats.remembering(repeat, response))) {
                    case Written.Stored() -> {
                        return response;
                    }
                    case Written.AlreadyThere(var before) -> before.forEach(m -> known.put(m.id(), m));
                    case Written.AnsweredMeanwhile() -> {
                        // Another request with the same key was faster: its answer is read next.
                    }
                }
            } catch (Unopenable _) {
                // Erased since the file was read: read it again.
                known.clear();
            }
        }
        throw new Refused(Problem.CONTENDED);
    }

    private void checkTimes(Body body) {
        var latest = clock.instant().plus(AHEAD_MAX);
        for (var i = 0; i < body.messages().size(); i++) {
            var sentAt = body.messages().get(i).sentAt();
            if (sentAt.isAfter(latest) || sentAt.isBefore(Instant.EPOCH)) {
                throw new Malformed("/messages/" + i + "/sentAt", "must be a time since 1970 that has come");
            }
        }
    }

    private List<Message> seal(
            Tenant tenant,
            SubjectKey key,
            Body body,
            ConversationId conversation,
            Pseudonyms.OfTenant names,
            Expiry expiry,
            Instant now) {
        var sealed = new ArrayList<Message>();
        var purposes = body.purposes().stream().map(Purpose::value).collect(Collectors.toCollection(TreeSet::new));
        for (var said : body.messages()) {
            var channel = body.subject().channel();
            var id = names.message(channel, body.conversationId(), said.messageId());
            var content = Json.write(Shape.tree(new Said.Content(
                    channel,
                    body.conversationId(),
                    said.messageId(),
                    said.author(),
                    said.text(),
                    said.sentAt(),
                    said.attachments())));
            var digest = names.digest(content, String.join(" ", purposes).getBytes(StandardCharsets.UTF_8));
            var label = MessageLabels.of(tenant, key.sid(), conversation, id, expiry.day(), 1);
            sealed.add(new Message(
                    id,
                    conversation,
                    said.sentAt(),
                    now,
                    expiry,
                    digest,
                    vault.seal(key, label, new Plaintext(content)),
                    1));
        }
        return sealed;
    }

    private static void refuseOthers(List<Message> sent, Map<MessageId, Message> known) {
        for (var message : sent) {
            var before = known.get(message.id());
            if (before != null && !before.digest().equals(message.digest())) {
                throw new Refused(
                        Problem.OTHER_CONTENT, Map.of("message", message.id().value()));
            }
        }
    }
}
