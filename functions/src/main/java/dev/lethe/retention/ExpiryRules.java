package dev.lethe.retention;

import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Terms;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Decides how long something is kept, when it is written. Pure. */
public final class ExpiryRules {

    /**
     * Each purpose's own period from {@code now}, counted in UTC and cut to the second, never later than promised; empty
     * when there is no purpose.
     */
    public static Optional<Expiry> expiry(Collection<Terms> standing, Instant now) {
        var start = now.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        var purposes = new LinkedHashMap<Purpose, Instant>();
        for (var terms : standing) {
            purposes.put(terms.purpose(), start.plus(terms.retention()).toInstant());
        }
        return purposes.values().stream().max(Instant::compareTo).map(at -> new Expiry(purposes, at));
    }

    private ExpiryRules() {}
}
