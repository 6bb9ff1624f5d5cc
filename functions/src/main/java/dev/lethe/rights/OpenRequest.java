package dev.lethe.rights;

import dev.lethe.consent.SubjectFile;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.regime.Fact.Right;
import dev.lethe.regime.Questions;
import dev.lethe.regime.ResponseDue;
import dev.lethe.repeat.Repeats;
import java.time.Instant;
import java.time.InstantSource;

/** Answers {@code OPEN_REQUEST}. */
public final class OpenRequest implements Endpoint<OpenRequest.Body> {
    private static final int ATTEMPTS_MAX = 4;

    /** Who asks, and for what. */
    public record Body(PlatformAccount subject, SubjectRequest.Type type) {}

    private final SubjectFiles files;
    private final Requests requests;
    private final Shredding shredding;
    private final Pseudonyms pseudonyms;
    private final Repeats repeats;
    private final Questions questions;
    private final Ids ids;
    private final InstantSource clock;

    public OpenRequest(
            SubjectFiles files,
            Requests requests,
            Pseudonyms pseudonyms,
            Repeats repeats,
            Questions questions,
            Ids ids,
            InstantSource clock) {
        this.files = files;
        this.requests = requests;
        this.shredding = new Shredding(requests);
        this.pseudonyms = pseudonyms;
        this.repeats = repeats;
        this.questions = questions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Ask for something about a person's data", Body.class)
                .answers(202, RequestView.class)
                .refuses(Problem.CONTENDED)
                .idempotent();
    }

    @Override
    public Response handle(Request<Body> request) {
        var names = pseudonyms.of(request.tenant());
        var subject = names.subject(request.body().subject());
        var key = repeats.key(request, names);
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var file = files.read(request.tenant(), subject, key);
            var again = repeats.again(key, file.answer());
            if (again.isPresent()) {
                return again.get();
            }
            if (file.key() instanceof KeyState.Erased erased) {
                // Asked again while it is under way: it is the same request.
                var before = erased.sweeping().flatMap(id -> requests.find(request.tenant(), id));
                if (before.isPresent()) {
                    return repeats.remember(key, accepted(before.get()));
                }
            }
            var now = clock.instant();
            var erasure = RequestRules.erasure(ids.request(now), subject, file.key(), due(file, now), now);
            var response = accepted(erasure);
            if (shredding.fulfil(file, erasure, request.client(), now, repeats.remembering(key, response))) {
                return response;
            }
            // Something about the person changed meanwhile. Erase what there is now.
        }
        throw new Refused(Problem.CONTENDED);
    }

    /** By the law of who asks, as far as their file says whose that is. */
    private ResponseDue due(SubjectFile file, Instant receivedAt) {
        return questions.due(file.situation(), Right.ERASURE, receivedAt);
    }

    private static Response accepted(SubjectRequest request) {
        return Response.accepted("/v1/requests/" + request.request(), RequestView.of(request));
    }
}
