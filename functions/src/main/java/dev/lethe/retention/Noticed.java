package dev.lethe.retention;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import dev.lethe.notice.Notices;
import dev.lethe.notice.Terms;
import dev.lethe.regime.Regimes;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a tenant's people are told now: the terms of each purpose, by the notices that bind. */
public final class Noticed {
    private final Notices notices;
    private final Regimes regimes;
    private final InstantSource clock;

    public Noticed(Notices notices, Regimes regimes, InstantSource clock) {
        this.notices = notices;
        this.regimes = regimes;
        this.clock = clock;
    }

    Map<Purpose, Terms> terms(Tenant tenant, Catalog catalog) {
        var told = new LinkedHashMap<Purpose, Terms>();
        catalog.purposes().forEach((purpose, id) -> catalog.currentVersion(id, clock.instant())
                .flatMap(version -> notices.version(tenant, id, version))
                .flatMap(notice -> notice.terms(purpose))
                .ifPresent(terms -> told.put(purpose, terms)));
        return told;
    }

    /**
     * Refuses a schedule that names what nobody knows.
     *
     * @throws Malformed naming every such field
     */
    void check(ScheduleDraft draft, Map<Purpose, Terms> told) {
        var unknown =
                ScheduleRules.unknown(draft, told.keySet(), regimes.scopes().keySet());
        if (!unknown.isEmpty()) {
            throw new Malformed(unknown.stream()
                    .map(field -> new Wrong(field.pointer(), field.detail()))
                    .toList());
        }
    }
}
