package dev.lethe.bench;

import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyRows;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rows of keys in a map, so that what is measured is the vault and not a table. */
final class MemoryKeyRows implements KeyRows {
    private final Map<String, KeyState> people = new ConcurrentHashMap<>();
    private final Map<String, WrappedKey> days = new ConcurrentHashMap<>();
    private final Map<KeyName, WrappedKey> tenants = new ConcurrentHashMap<>();

    @Override
    public KeyState subject(Tenant tenant, SubjectId subject) {
        return people.getOrDefault(tenant + "|" + subject, new KeyState.Absent());
    }

    @Override
    public boolean create(Tenant tenant, SubjectId subject, SubjectKey key, KeyState read, Instant now) {
        return people.putIfAbsent(tenant + "|" + subject, new KeyState.Live(read.fence(), key)) == null;
    }

    /** Lets a person be unknown again, so that the next message is their first. */
    void forget(Tenant tenant, SubjectId subject) {
        people.remove(tenant + "|" + subject);
    }

    @Override
    public DayState day(Tenant tenant, LocalDate day) {
        var wrapped = days.get(tenant + "|" + day);
        return wrapped == null ? new DayState.Absent() : new DayState.Live(wrapped);
    }

    @Override
    public boolean createDay(Tenant tenant, LocalDate day, WrappedKey wrapped, Instant now) {
        return days.putIfAbsent(tenant + "|" + day, wrapped) == null;
    }

    @Override
    public Optional<WrappedKey> tenantKey(KeyName name) {
        return Optional.ofNullable(tenants.get(name));
    }

    @Override
    public boolean createTenantKey(KeyName name, WrappedKey wrapped, Instant now) {
        return tenants.putIfAbsent(name, wrapped) == null;
    }
}
