package dev.lethe.crypto;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A key service and its rows in memory; what another process does in between is put into {@link #meanwhile}. */
final class FakeKeys implements KeyWrap, KeyRows {
    final Map<WrappedKey, byte[]> clear = new ConcurrentHashMap<>();
    final Map<WrappedKey, KeyName> names = new ConcurrentHashMap<>();
    final Map<SubjectId, KeyState> subjects = new HashMap<>();
    final Map<LocalDate, DayState> days = new ConcurrentHashMap<>();
    final Map<Tenant, WrappedKey> pseudonyms = new ConcurrentHashMap<>();
    final AtomicInteger generated = new AtomicInteger();
    final AtomicInteger unwrapped = new AtomicInteger();
    final AtomicInteger created = new AtomicInteger();
    final AtomicInteger read = new AtomicInteger();

    /** Runs, one each, just before a creation. */
    final Deque<Runnable> meanwhile = new ArrayDeque<>();

    boolean down;

    @Override
    public Generated generate(KeyName name) {
        answering();
        var number = generated.incrementAndGet();
        var bytes = new byte[KeyBytes.LENGTH];
        new SplittableRandom(number).nextBytes(bytes);
        var wrapped = new WrappedKey(new byte[] {(byte) (number >> 8), (byte) number}, "arn:fake");
        clear.put(wrapped, bytes.clone());
        names.put(wrapped, name);
        return new Generated(new KeyBytes(bytes), wrapped);
    }

    @Override
    public KeyBytes unwrap(WrappedKey wrapped, KeyName name) {
        answering();
        unwrapped.incrementAndGet();
        var bytes = clear.get(wrapped);
        if (bytes == null || !name.equals(names.get(wrapped))) {
            throw new KeyUnavailable(KeyUnavailable.Reason.REFUSED);
        }
        return new KeyBytes(bytes.clone());
    }

    private void answering() {
        if (down) {
            throw new KeyUnavailable(KeyUnavailable.Reason.UNREACHABLE);
        }
    }

    @Override
    public KeyState subject(Tenant tenant, SubjectId subject) {
        read.incrementAndGet();
        return subjects.getOrDefault(subject, new KeyState.Absent());
    }

    @Override
    public boolean create(Tenant tenant, SubjectId subject, SubjectKey key, KeyState read, Instant now) {
        interrupt();
        if (!read.equals(subjects.getOrDefault(subject, new KeyState.Absent()))) {
            return false;
        }
        subjects.put(subject, new KeyState.Live(read.fence(), key));
        created.incrementAndGet();
        return true;
    }

    @Override
    public DayState day(Tenant tenant, LocalDate day) {
        read.incrementAndGet();
        return days.getOrDefault(day, new DayState.Absent());
    }

    @Override
    public boolean createDay(Tenant tenant, LocalDate day, WrappedKey wrapped, Instant now) {
        interrupt();
        return counted(days.putIfAbsent(day, new DayState.Live(wrapped)) == null);
    }

    @Override
    public Optional<WrappedKey> pseudonymKey(Tenant tenant, int version) {
        read.incrementAndGet();
        return Optional.ofNullable(pseudonyms.get(tenant));
    }

    @Override
    public boolean createPseudonymKey(Tenant tenant, int version, WrappedKey wrapped, Instant now) {
        interrupt();
        return counted(pseudonyms.putIfAbsent(tenant, wrapped) == null);
    }

    private boolean counted(boolean first) {
        if (first) {
            created.incrementAndGet();
        }
        return first;
    }

    private void interrupt() {
        Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
    }

    static KeyBytes key(int value) {
        var bytes = new byte[KeyBytes.LENGTH];
        Arrays.fill(bytes, (byte) value);
        return new KeyBytes(bytes);
    }
}
