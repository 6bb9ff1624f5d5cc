package dev.lethe.store;

import dev.lethe.kernel.Tenant;
import dev.lethe.retention.EvidencePeriod;
import dev.lethe.retention.EvidencePeriod.Kind;
import dev.lethe.retention.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until when evidence is kept, by the tenant's retention schedule. Said when it is written, since nothing changes evidence later; so
 * what a schedule says is remembered for a minute, and no more is asked for a piece of evidence than before.
 */
public final class EvidencePeriods {
    /** How long evidence may still be written by the schedule of before. */
    static final Duration MEMORY = Duration.ofMinutes(1);

    private static final int REMEMBERED_MAX = 10_000;

    private record Known(List<EvidencePeriod> periods, Instant at) {}

    private final Schedules schedules;
    private final InstantSource clock;
    private final Map<Tenant, Known> remembered = new ConcurrentHashMap<>();

    public EvidencePeriods(Schedules schedules, InstantSource clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    /** When evidence of that kind that is written at {@code at} goes; empty where it stays. */
    Optional<Instant> until(Tenant tenant, Kind kind, Instant at) {
        return periods(tenant).stream()
                .filter(period -> period.kind() == kind)
                .findFirst()
                .map(period -> at.atOffset(ZoneOffset.UTC).plus(period.keep()).toInstant());
    }

    private List<EvidencePeriod> periods(Tenant tenant) {
        var now = clock.instant();
        var known = remembered.get(tenant);
        if (known != null && known.at.plus(MEMORY).isAfter(now)) {
            return known.periods;
        }
        var read = schedules
                .inForce(tenant, schedules.catalog(tenant))
                .map(schedule -> schedule.text().evidence())
                .orElse(List.of());
        if (remembered.size() >= REMEMBERED_MAX) {
            remembered.clear();
        }
        remembered.put(tenant, new Known(read, now));
        return read;
    }
}
