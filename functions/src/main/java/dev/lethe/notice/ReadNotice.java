package dev.lethe.notice;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Particulars;
import dev.lethe.notice.NoticeDraft.Right;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers {@code READ_NOTICE}: what the bot says, word for word, for anyone to read. */
public final class ReadNotice implements Endpoint<Nothing> {
    private static final int VERSION_DIGITS_MAX = 9;

    /** A notice in one language. */
    public record Answer(
            NoticeId notice,
            int version,
            Instant publishedAt,
            Instant effectiveAt,
            String hash,
            LanguageTag locale,
            Set<LanguageTag> locales,
            Wording wording,
            List<Terms> purposes,
            List<Controller> controllers,
            String platformCopy,
            Set<Right> rights,
            String contact,
            Optional<Particulars> particulars) {}

    private final Notices notices;
    private final Tenants tenants;
    private final InstantSource clock;

    public ReadNotice(Notices notices, Tenants tenants, InstantSource clock) {
        this.notices = notices;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read a notice: the current version, or an earlier one")
                .query("locale", LanguageTag.class, false)
                .query("version", Integer.class, false)
                .answers(200, Answer.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var id = request.path("notice", NoticeId::new);
        var site = request.path("site", Site::new);
        var wanted = request.query("locale", LanguageTag::new);
        var asked = request.query("version", ReadNotice::version);
        var tenant = tenants.at(site).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var notice = asked.or(() -> notices.catalog(tenant).currentVersion(id, clock.instant()))
                .flatMap(version -> notices.version(tenant, id, version))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var locale = notice.language(wanted);
        var text = notice.text();
        return Response.ok(new Answer(
                id,
                notice.version(),
                notice.publishedAt(),
                notice.effectiveAt(),
                notice.hash(),
                locale,
                text.wordings().keySet(),
                notice.wording(locale),
                text.purposes(),
                text.controllers(),
                text.platformCopy(),
                text.rights(),
                text.contact(),
                text.particulars()));
    }

    static int version(String text) {
        if (text.length() > VERSION_DIGITS_MAX || !text.matches("[1-9][0-9]*")) {
            throw new IllegalArgumentException("A version is a number from 1");
        }
        return Integer.parseInt(text);
    }
}
