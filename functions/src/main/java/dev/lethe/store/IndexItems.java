package dev.lethe.store;

import dev.lethe.breach.CountAffected;
import dev.lethe.kernel.Channel;
import dev.lethe.store.Keys.Address;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** How the index rows are written that purges and breach scopes follow: one per person and day. */
final class IndexItems {
    /** How long after its day an index row stays, should no purge take it away. */
    static final Period DUE_AFTER = Period.ofDays(60);

    /** How long after what it points to has expired a breach may still be found to have affected somebody. */
    static final Period ACTIVE_AFTER = Period.ofDays(CountAffected.INDEXED_DAYS);

    static Item due(Address key, LocalDate day) {
        return Item.at(key).goes(end(day, DUE_AFTER));
    }

    static Item active(Address key, LocalDate expiryDay) {
        return Item.at(key).goes(end(expiryDay, ACTIVE_AFTER));
    }

    /** Of somebody who talks there; a person is known by one channel. */
    static Item active(Address key, LocalDate expiryDay, Channel channel) {
        return active(key, expiryDay).text("channel", channel.value());
    }

    private static Instant end(LocalDate day, Period after) {
        return day.plus(after).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private IndexItems() {}
}
