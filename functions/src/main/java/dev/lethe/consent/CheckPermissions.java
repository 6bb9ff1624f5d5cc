package dev.lethe.consent;

import dev.lethe.crypto.Pseudonyms;
import dev.lethe.disclosure.Disclosing;
import dev.lethe.disclosure.Disclosure;
import dev.lethe.disclosure.Session;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers {@code CHECK_PERMISSIONS}: what a bot asks before it does anything with somebody's data. */
public final class CheckPermissions implements Endpoint<CheckPermissions.Body> {

    /**
     * Whose data, and what for.
     *
     * @param session to be told what the bot has to disclose in it
     */
    public record Body(
            PlatformAccount subject,
            @Items(max = 20) Set<Purpose> purposes,
            Optional<LanguageTag> locale,
            Optional<Session> session) {}

    /**
     * What is allowed.
     *
     * @param ask would change a no that is only a question not yet put
     * @param disclosures what the bot has to say now, where it sent a session
     * @param nextDisclosureAt when it has to say it again
     */
    public record Answer(
            SubjectId subject,
            List<Told> purposes,
            Optional<Ask> ask,
            Optional<List<Disclosure>> disclosures,
            Optional<Instant> nextDisclosureAt) {}

    private final SubjectFiles files;
    private final ConsentGate gate;
    private final Asks asks;
    private final Pseudonyms pseudonyms;
    private final Words words;
    private final Disclosing disclosing;

    public CheckPermissions(
            SubjectFiles files,
            ConsentGate gate,
            Asks asks,
            Pseudonyms pseudonyms,
            Words words,
            Disclosing disclosing) {
        this.files = files;
        this.gate = gate;
        this.asks = asks;
        this.pseudonyms = pseudonyms;
        this.words = words;
        this.disclosing = disclosing;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Ask whether data of a person may be used", Body.class)
                .answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<Body> request) {
        var names = pseudonyms.of(request.tenant());
        var subject = names.subject(request.body().subject());
        var file = files.read(request.tenant(), subject, Optional.empty());
        var verdicts = gate.judge(file, request.body().purposes());
        var say = words.in(file.locale(request.body().locale()));
        var due = disclosing.due(request.body().session(), file.situation(), say);
        return Response.ok(new Answer(
                subject,
                Told.of(verdicts, say),
                asks.toChange(file, verdicts, names, request.body().locale()),
                due.disclosures(),
                due.next()));
    }
}
