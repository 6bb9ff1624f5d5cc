package dev.lethe.crypto;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The table of keys in memory. Somebody else may be let in right before a write. */
public final class FakeKeyRows implements KeyRows {
    private record Person(Tenant tenant, SubjectId subject) {}

    private record Day(Tenant tenant, LocalDate day) {}

    private final Map<Person, KeyState> people = new ConcurrentHashMap<>();
    private final Map<Day, DayState> days = new ConcurrentHashMap<>();
    private final Map<KeyName, WrappedKey> ofTenants = new ConcurrentHashMap<>();
    private Optional<Runnable> meanwhile = Optional.empty();

    /** Happens once, between what was read and the next write. */
    void meanwhile(Runnable happens) {
        meanwhile = Optional.of(happens);
    }

    @Override
    public KeyState subject(Tenant tenant, SubjectId subject) {
        return people.getOrDefault(new Person(tenant, subject), new KeyState.Absent());
    }

    @Override
    public boolean create(Tenant tenant, SubjectId subject, SubjectKey key, KeyState read, Instant now) {
        somebodyElseFirst();
        if (!subject(tenant, subject).equals(read)) {
            return false;
        }
        people.put(new Person(tenant, subject), new KeyState.Live(read.fence(), key));
        return true;
    }

    void erase(Tenant tenant, SubjectId subject, Instant now) {
        var fence = subject(tenant, subject).fence() + 1;
        people.put(new Person(tenant, subject), new KeyState.Erased(fence, now, Optional.<RequestId>empty()));
    }

    void comeBack(Tenant tenant, SubjectId subject, Instant erasedAt) {
        var fence = subject(tenant, subject).fence();
        people.put(new Person(tenant, subject), new KeyState.Returned(fence, erasedAt));
    }

    @Override
    public DayState day(Tenant tenant, LocalDate day) {
        return days.getOrDefault(new Day(tenant, day), new DayState.Absent());
    }

    @Override
    public boolean createDay(Tenant tenant, LocalDate day, WrappedKey wrapped, Instant now) {
        somebodyElseFirst();
        return days.putIfAbsent(new Day(tenant, day), new DayState.Live(wrapped)) == null;
    }

    void destroyDay(Tenant tenant, LocalDate day) {
        days.put(new Day(tenant, day), new DayState.Destroyed());
    }

    @Override
    public Optional<WrappedKey> tenantKey(KeyName name) {
        return Optional.ofNullable(ofTenants.get(name));
    }

    @Override
    public boolean createTenantKey(KeyName name, WrappedKey wrapped, Instant now) {
        somebodyElseFirst();
        return ofTenants.putIfAbsent(name, wrapped) == null;
    }

    private void somebodyElseFirst() {
        var before = meanwhile;
        meanwhile = Optional.empty();
        before.ifPresent(Runnable::run);
    }
}
