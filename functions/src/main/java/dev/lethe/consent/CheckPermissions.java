package dev.lethe.consent;

import dev.lethe.crypto.Pseudonyms;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers {@code CHECK_PERMISSIONS}: what a bot asks before it does anything with somebody's data. */
public final class CheckPermissions implements Endpoint<CheckPermissions.Body> {

    /** Whose data, and what for. */
    public record Body(
            PlatformAccount subject, @Items(max = 20) Set<Purpose> purposes, Optional<LanguageTag> locale) {}

    /**
     * What is allowed.
     *
     * @param ask would change a no that is only a question not yet put
     */
    public record Answer(SubjectId subject, List<Told> purposes, Optional<Ask> ask) {}

    private final SubjectFiles files;
    private final ConsentGate gate;
    private final Asks asks;
    private final Pseudonyms pseudonyms;
    private final Words words;

    public CheckPermissions(SubjectFiles files, ConsentGate gate, Asks asks, Pseudonyms pseudonyms, Words words) {
        this.files = files;
        this.gate = gate;
        this.asks = asks;
        this.pseudonyms = pseudonyms;
        this.words = words;
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
        return Response.ok(new Answer(
                subject,
                Told.of(verdicts, words.in(file.locale(request.body().locale()))),
                asks.toChange(file, verdicts, names, request.body().locale())));
    }
}
