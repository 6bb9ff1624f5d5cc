package dev.lethe.notice;

import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import dev.lethe.regime.Regimes;
import dev.lethe.regime.ReviewRules;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody should have looked at again: a tenant's notices, and the figures of the law. */
public final class Reviews {

    /**
     * One of them.
     *
     * @param id of a notice, or of a regime, a table of figures or a figure
     * @param reviewBy the day by which it should have been looked at
     */
    public record Overdue(Kind kind, String id, Optional<Integer> version, LocalDate reviewBy) {}

    /** What it is that is overdue. */
    public enum Kind {
        NOTICE,
        REGIME
    }

    private static final int TENANTS_A_PAGE = 100;

    private final Notices notices;
    private final TenantList tenants;
    private final Regimes regimes;
    private final InstantSource clock;

    public Reviews(Notices notices, TenantList tenants, Regimes regimes, InstantSource clock) {
        this.notices = notices;
        this.tenants = tenants;
        this.regimes = regimes;
        this.clock = clock;
    }

    /** What a tenant should look at, the longest overdue first. */
    public List<Overdue> overdue(Tenant tenant) {
        return Stream.concat(ofNotices(tenant), ofRegimes())
                .sorted(Comparator.comparing(Overdue::reviewBy).thenComparing(Overdue::id))
                .toList();
    }

    /** How many there are of all tenants; as far as time allows, since the next run counts again. */
    public long count(Remaining time) {
        var overdue = ofRegimes().count();
        var after = Optional.<Tenant>empty();
        while (time.allows()) {
            var page = tenants.page(after, TENANTS_A_PAGE);
            overdue += page.stream().flatMap(this::ofNotices).count();
            if (page.size() < TENANTS_A_PAGE) {
                break;
            }
            after = Optional.of(page.getLast());
        }
        return overdue;
    }

    private Stream<Overdue> ofNotices(Tenant tenant) {
        var catalog = notices.catalog(tenant);
        return catalog.notices().stream()
                .flatMap(id -> catalog.currentVersion(id, clock.instant()).stream()
                        .flatMap(version -> notices.version(tenant, id, version).stream()))
                .filter(notice -> NoticeFindings.overdue(notice.text(), today()))
                .map(notice -> new Overdue(
                        Kind.NOTICE,
                        notice.id().value(),
                        Optional.of(notice.version()),
                        notice.text().reviewBy()));
    }

    private Stream<Overdue> ofRegimes() {
        return ReviewRules.overdue(regimes.all(), regimes.tables().toList(), today()).stream()
                .map(figure -> new Overdue(Kind.REGIME, figure.id(), Optional.empty(), figure.reviewOn()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
