package dev.lethe.notice;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Sha256;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.NoticeRules.Outcome.Published;
import dev.lethe.notice.NoticeRules.Outcome.PurposeTaken;
import dev.lethe.notice.NoticeRules.Outcome.TooFarAhead;
import dev.lethe.notice.NoticeRules.Outcome.TooMany;
import dev.lethe.notice.NoticeRules.Outcome.Unchanged;
import dev.lethe.regime.Place;
import dev.lethe.regime.Regimes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers {@code PUBLISH_NOTICE}. */
public final class PublishNotice implements Endpoint<NoticeDraft> {
    /** Details of the evidence of a publication. */
    public static final String NOTICE = "notice";

    public static final String VERSION = "version";
    public static final String EFFECTIVE_AT = "effectiveAt";
    private static final String ESTABLISHED = "established";

    private static final int ATTEMPTS_MAX = 3;

    /**
     * A version that stands.
     *
     * @param effectiveAt from when it binds
     * @param site where anyone may read it
     * @param findings what the laws it names ask for and it does not say; published all the same, since somebody answers for it
     */
    public record Answer(
            NoticeId notice,
            int version,
            Instant publishedAt,
            Instant effectiveAt,
            String hash,
            Site site,
            List<Finding> findings) {}

    private final Notices notices;
    private final Tenants tenants;
    private final Regimes regimes;
    private final InstantSource clock;

    public PublishNotice(Notices notices, Tenants tenants, Regimes regimes, InstantSource clock) {
        this.notices = notices;
        this.tenants = tenants;
        this.regimes = regimes;
        this.clock = clock;
    }

    @Override
    public Contract<NoticeDraft> contract() {
        return Contract.taking("Publish the next version of a notice", NoticeDraft.class)
                .answers(200, Answer.class)
                .answers(201, Answer.class)
                .refuses(Problem.PURPOSE_TAKEN, Problem.CONTENDED);
    }

    @Override
    public Response handle(Request<NoticeDraft> request) {
        var id = request.path("notice", NoticeId::new);
        var tenant = request.tenant();
        var draft = KnownLaw.checked(request.body().checked(), regimes);
        var hash = hash(draft);
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var catalog = notices.catalog(tenant);
            var last = notices.version(tenant, id, catalog.lastVersion(id));
            var now = clock.instant();
            switch (NoticeRules.publish(id, draft, hash, catalog, last, now)) {
                case Unchanged(var notice) -> {
                    return Response.ok(answer(notice, request));
                }
                case PurposeTaken(var purpose) ->
                    throw new Refused(Problem.PURPOSE_TAKEN, Map.of("purpose", purpose.value()));
                case TooMany() -> throw new Malformed("path/notice", "would be more than 20 notices");
                case TooFarAhead() -> throw new Malformed("/effectiveAt", "must be within 366 days");
                case Published published -> {
                    var notice = published.notice();
                    var entry = ChainedEntry.append(
                            "notices",
                            catalog.head(),
                            Entry.of("notice.published", request.client(), now, details(notice)));
                    if (notices.publish(
                            tenant,
                            notice,
                            catalog,
                            published.next(catalog, entry.head()),
                            entry,
                            replans(last, draft))) {
                        return Response.created(answer(notice, request));
                    }
                    // Another version landed first. Decide again, against what is now current.
                }
            }
        }
        throw new Refused(Problem.CONTENDED);
    }

    /** Whether a purpose is described with another period than it was. */
    private static boolean replans(Optional<Notice> last, NoticeDraft draft) {
        return last.stream()
                .flatMap(notice -> draft.purposes().stream().filter(terms -> notice.terms(terms.purpose())
                        .filter(before -> !before.retention().equals(terms.retention()))
                        .isPresent()))
                .findAny()
                .isPresent();
    }

    private static Map<String, String> details(Notice notice) {
        var details = new LinkedHashMap<String, String>();
        details.put(NOTICE, notice.id().value());
        details.put(VERSION, Integer.toString(notice.version()));
        details.put("hash", notice.hash());
        notice.text().effectiveAt().ifPresent(at -> details.put(EFFECTIVE_AT, at.toString()));
        var places = notice.text().establishments();
        if (!places.isEmpty()) {
            details.put(ESTABLISHED, places.stream().map(Place::code).sorted().collect(Collectors.joining(" ")));
        }
        return details;
    }

    /** Where the evidence of a publication says that the controllers are established. */
    public static Set<Place> established(Map<String, String> details) {
        return Optional.ofNullable(details.get(ESTABLISHED)).stream()
                .flatMap(places -> Arrays.stream(places.split(" ", -1)))
                .map(Place::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Answer answer(Notice notice, Request<NoticeDraft> request) {
        return new Answer(
                notice.id(),
                notice.version(),
                notice.publishedAt(),
                notice.effectiveAt(),
                notice.hash(),
                tenants.siteOf(request.tenant()),
                NoticeFindings.of(notice.text(), regimes, today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String hash(NoticeDraft draft) {
        return Sha256.hex(Json.write(Shape.tree(draft)));
    }
}
