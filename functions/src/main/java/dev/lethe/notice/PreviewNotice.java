package dev.lethe.notice;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.NoticeId;
import dev.lethe.notice.NoticeChanges.AskAgain;
import dev.lethe.notice.NoticeChanges.Change;
import dev.lethe.regime.Regimes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Answers {@code PREVIEW_NOTICE}: what publishing would change, and what the notice lacks. Publishes nothing. */
public final class PreviewNotice implements Endpoint<NoticeDraft> {

    /**
     * What publishing would come to.
     *
     * @param replaces the version that was published last, if there is one
     */
    public record Answer(
            NoticeId notice,
            Optional<Integer> replaces,
            List<Finding> findings,
            List<Change> changes,
            List<AskAgain> askAgain) {}

    private final Notices notices;
    private final Regimes regimes;
    private final InstantSource clock;

    public PreviewNotice(Notices notices, Regimes regimes, InstantSource clock) {
        this.notices = notices;
        this.regimes = regimes;
        this.clock = clock;
    }

    @Override
    public Contract<NoticeDraft> contract() {
        return Contract.taking("See what publishing a notice would change, and what it lacks", NoticeDraft.class)
                .answers(200, Answer.class);
    }

    @Override
    public Response handle(Request<NoticeDraft> request) {
        var id = request.path("notice", NoticeId::new);
        var draft = KnownLaw.checked(request.body().checked(), regimes);
        var last = notices.version(
                request.tenant(), id, notices.catalog(request.tenant()).lastVersion(id));
        var before = last.map(Notice::text);
        return Response.ok(new Answer(
                id,
                last.map(Notice::version),
                NoticeFindings.of(draft, regimes, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                before.map(text -> NoticeChanges.between(text, draft)).orElse(List.of()),
                NoticeChanges.askAgain(before, draft)));
    }
}
