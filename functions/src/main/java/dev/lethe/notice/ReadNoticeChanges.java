package dev.lethe.notice;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Malformed;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.NoticeChanges.AskAgain;
import dev.lethe.notice.NoticeChanges.Change;
import java.util.List;
import java.util.Optional;

/** Answers {@code READ_NOTICE_CHANGES}: what is different between two versions of a notice, for anyone to read. */
public final class ReadNoticeChanges implements Endpoint<Nothing> {

    /** What changed, and whose yes it ended. */
    public record Answer(NoticeId notice, int from, int to, List<Change> changes, List<AskAgain> askAgain) {}

    private final Notices notices;
    private final Tenants tenants;

    public ReadNoticeChanges(Notices notices, Tenants tenants) {
        this.notices = notices;
        this.tenants = tenants;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read what changed between two versions of a notice")
                .query("from", Integer.class, true)
                .query("to", Integer.class, true)
                .answers(200, Answer.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var id = request.path("notice", NoticeId::new);
        var site = request.path("site", Site::new);
        var from = request.queryRequired("from", ReadNotice::version);
        var to = request.queryRequired("to", ReadNotice::version);
        if (from >= to) {
            throw new Malformed("query/to", "must be a later version");
        }
        var tenant = tenants.at(site).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var before = notices.version(tenant, id, from).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var after = notices.version(tenant, id, to).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        return Response.ok(new Answer(
                id,
                from,
                to,
                NoticeChanges.between(before.text(), after.text()),
                NoticeChanges.askAgain(Optional.of(before.text()), after.text())));
    }
}
