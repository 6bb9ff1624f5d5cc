package dev.lethe.hold;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.Vault;
import dev.lethe.hold.Hold.State;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Text;
import dev.lethe.kernel.Unavailable;
import dev.lethe.repeat.Repeats;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Answers {@code PLACE_HOLD}. What is little is held by the time it answers; more is copied by the schedule. A request that may be
 * sent again, under an {@code Idempotency-Key}, is answered as of its placing.
 */
public final class PlaceHold implements Endpoint<PlaceHold.Body> {
    private static final int ATTEMPTS_MAX = 4;

    /** How many pages are copied before the answer. */
    static final int FIRST_PAGES_MAX = 4;

    /**
     * Whose messages are to be held.
     *
     * @param subject the person's handle, as answers give it
     * @param conversation a conversation's handle; all of them when absent
     * @param reference which matter it is for; sealed under the hold's own key
     * @param reviewOn when somebody has to ask whether it is still needed, within two years
     */
    public record Body(
            SubjectId subject,
            Optional<ConversationId> conversation,

            @Text(max = 200, example = "2 O 17/26, the parcel that never came")
            String reference,

            LocalDate reviewOn) {
        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    private final SubjectFiles files;
    private final Holds holds;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Repeats repeats;
    private final Copying copying;
    private final Ids ids;
    private final InstantSource clock;

    public PlaceHold(
            SubjectFiles files,
            Holds holds,
            Vault vault,
            Pseudonyms pseudonyms,
            Repeats repeats,
            Ids ids,
            InstantSource clock) {
        this.files = files;
        this.holds = holds;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
        this.repeats = repeats;
        this.copying = new Copying(holds, vault, clock);
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Hold what somebody said for a legal claim", Body.class)
                .answers(202, HoldView.class)
                .refuses(Problem.NOT_FOUND, Problem.NOTHING_TO_HOLD, Problem.TOO_MANY_HOLDS, Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        var body = request.body();
        // The name of a key is needed only where there is one.
        var key = request.idempotencyKey().flatMap(_ -> repeats.key(request, pseudonyms.of(request.tenant())));
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var file = files.read(request.tenant(), body.subject(), key);
            var again = repeats.again(key, file.answer());
            if (again.isPresent()) {
                return again.get();
            }
            if (!HoldRules.reviewable(body.reviewOn(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
                throw new Malformed("/reviewOn", "must be a day to come, within two years");
            }
            if (!(file.key() instanceof KeyState.Live live)) {
                throw new Refused(Problem.NOT_FOUND);
            }
            if (!holds.anythingOf(request.tenant(), live.key().sid(), body.conversation(), clock.instant())) {
                throw new Refused(Problem.NOTHING_TO_HOLD);
            }
            var now = clock.instant();
            var id = new HoldId("hold_" + ids.sortable(now));
            var entry = entry(id, request, now);
            var hold = hold(id, request, live, entry);
            var placing = accepted(hold);
            switch (holds.place(hold, live, entry, repeats.remembering(key, placing))) {
                case PLACED -> {
                    var begun = begin(hold);
                    // Who may ask again gets the answer that was written down with the hold, before anything was
                    // copied.
                    return key.isPresent() ? placing : accepted(begun);
                }
                case TOO_MANY -> throw new Refused(Problem.TOO_MANY_HOLDS);
                case CHANGED -> {
                    // Something changed since the file was read: read it again.
                }
            }
        }
        throw new Refused(Problem.CONTENDED);
    }

    private Response accepted(Hold hold) {
        return Response.accepted("/v1/holds/" + hold.id(), HoldView.of(hold, Optional.empty(), clock.instant()));
    }

    private static ChainedEntry entry(HoldId id, Request<Body> request, Instant now) {
        var details = new LinkedHashMap<String, String>();
        details.put("subject", request.body().subject().value());
        details.put("reviewOn", request.body().reviewOn().toString());
        request.body().conversation().ifPresent(only -> details.put("conversation", only.value()));
        return ChainedEntry.append(
                Hold.chain(id), ChainHead.START, Entry.of("hold.placed", request.client(), now, details));
    }

    private Hold hold(HoldId id, Request<Body> request, KeyState.Live live, ChainedEntry entry) {
        var body = request.body();
        var key = vault.newHold(request.tenant(), id);
        var reference =
                vault.sealForHold(key, HoldLabels.reference(request.tenant(), id), Plaintext.of(body.reference()));
        return new Hold(
                request.tenant(),
                id,
                State.PLACING,
                body.subject(),
                body.conversation(),
                Optional.of(live.key().sid()),
                Optional.of(key),
                request.client(),
                entry.entry().at(),
                body.reviewOn(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.of(reference),
                Optional.of(entry.entry().at()),
                entry.head(),
                1);
    }

    private Hold begin(Hold hold) {
        var now = hold;
        try {
            for (var page = 0; page < FIRST_PAGES_MAX && now.state() == State.PLACING; page++) {
                now = copying.step(now);
            }
        } catch (Unavailable _) {
            // It is placed: the schedule copies the rest.
        }
        return now;
    }
}
