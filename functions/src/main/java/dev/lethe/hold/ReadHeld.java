package dev.lethe.hold;

import dev.lethe.audit.AccessLog;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.crypto.HoldKey;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers {@code READ_HELD}: one page of what a hold holds, word for word. Nobody but an officer gets to see it. */
public final class ReadHeld implements Endpoint<Nothing> {
    static final int PAGE_MAX = 50;

    private static final Purpose CLAIM = new Purpose("legal-claim");

    /** Where a page begins. */
    record Cursor(@Text(max = 200, form = "[A-Za-z0-9_-]+") String value) {}

    /** A page, conversation by conversation in the order of sending; {@code next} begins the following one. */
    public record Answer(List<Message> messages, Optional<String> next) {}

    /**
     * One message.
     *
     * @param dueAt when the original had to go
     * @param content absent where it is unreadable
     * @param unreadable its seal did not hold; nothing of it is shown
     */
    public record Message(
            MessageId message,
            ConversationId conversation,
            Instant sentAt,
            Instant receivedAt,
            Instant dueAt,
            Optional<HeldContent> content,
            boolean unreadable) {}

    private final SubjectFiles files;
    private final Holds holds;
    private final AccessLog accesses;
    private final Vault vault;
    private final Function<Plaintext, HeldContent> contents;
    private final InstantSource clock;

    /** @param contents reads a message as it was sealed */
    public ReadHeld(
            SubjectFiles files,
            Holds holds,
            AccessLog accesses,
            Vault vault,
            Function<Plaintext, HeldContent> contents,
            InstantSource clock) {
        this.files = files;
        this.holds = holds;
        this.accesses = accesses;
        this.vault = vault;
        this.contents = contents;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read what a hold holds")
                .query("next", Cursor.class, false)
                .answers(200, Answer.class)
                .refuses(Problem.NOT_FOUND, Problem.HOLD_RELEASED);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var from = request.query("next", ReadHeld::place);
        var hold = holds.find(request.tenant(), request.path("hold", HoldId::new))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var key = hold.key().orElseThrow(() -> new Refused(Problem.HOLD_RELEASED));
        // Reading the file passes the door: while a restored copy is taken in, what was released may seem not to be.
        files.read(request.tenant(), hold.subject(), Optional.empty());
        // Before anything is opened: what cannot be accounted for is not read.
        accesses.record(new AccessLog.Access(
                request.tenant(), hold.subject(), hold.conversation(), CLAIM, request.client(), clock.instant()));
        var page = holds.copies(hold, from, PAGE_MAX);
        return Response.ok(new Answer(
                page.copies().stream().map(held -> open(hold, key, held)).toList(),
                page.next().map(ReadHeld::cursor)));
    }

    private Message open(Hold hold, HoldKey key, Held held) {
        try {
            var text = vault.openHeld(key, HoldLabels.of(hold.tenant(), hold.id(), held), held.sealed());
            return message(held, Optional.of(contents.apply(text)));
        } catch (Unopenable _) {
            // Told, since silence would hide tampering.
            return message(held, Optional.empty());
        }
    }

    private static Message message(Held held, Optional<HeldContent> content) {
        return new Message(
                held.message(),
                held.conversation(),
                held.sentAt(),
                held.receivedAt(),
                held.dueAt(),
                content,
                content.isEmpty());
    }

    private static String place(String cursor) {
        var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (!place.matches("cnv_[a-z2-7]{26}#[0-9T:.Z+-]{20,40}#msg_[a-z2-7]{26}")) {
            throw new IllegalArgumentException("A cursor is one we gave");
        }
        return place;
    }

    private static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
