package dev.lethe.crypto;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens. What a person said is sealed under their own key and the key of the day it expires on: destroying
 * either makes it unreadable wherever it was copied.
 *
 * <p>Keys are read from their rows by whoever calls, on every request; only what the key service unwrapped is kept.
 */
public final class Vault {
    /** For how long a day's row is remembered: rotation waits longer than that before an old wrapping stops working. */
    public static final Duration DAY_AGE_MAX = DayKeys.AGE_MAX;

    /** Of how many people it is remembered that their key is there; no key, and not where it is. */
    private static final int SETTLED_MAX = 4_000;

    private static final int ATTEMPTS_MAX = 3;
    private static final int FIRST_VERSION = 1;

    /** A person between two erasures. */
    private record Life(Tenant tenant, SubjectId subject, int fence) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Life that
                    && fence == that.fence
                    && subject.equals(that.subject)
                    && tenant.equals(that.tenant);
        }

        @Override
        public int hashCode() {
            return subject.hashCode() ^ fence ^ tenant.hashCode();
        }
    }

    private final DayKeys days;
    private final KeyWrap wrap;
    private final KeyRows rows;
    private final UnwrapCache cache;
    private final RandomGenerator random;
    private final Ids ids;
    private final InstantSource clock;
    private final LinkedHashSet<Life> settled = new LinkedHashSet<>();
    private final Flights<Life, SubjectKey> subjectFlights = new Flights<>();

    public Vault(KeyWrap wrap, KeyRows rows, UnwrapCache cache, RandomGenerator random, Ids ids, InstantSource clock) {
        this.days = new DayKeys(wrap, rows, cache, clock);
        this.wrap = wrap;
        this.rows = rows;
        this.cache = cache;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The person's key, made now if there is none and the row has not changed since {@code read}. It is made once, however
     * many ask at the same time.
     *
     * @throws Unopenable as erased, when the person is
     */
    public SubjectKey keyFor(Tenant tenant, SubjectId subject, KeyState read) {
        var key = keyOf(read);
        if (key.isPresent()) {
            return key.get();
        }
        var life = new Life(tenant, subject, read.fence());
        return subjectFlights.share(life, () -> findOrMake(life, read));
    }

    /** By instanceof: a switch over types is linked when it first runs, which takes a fresh function a dozen milliseconds. */
    private static Optional<SubjectKey> keyOf(KeyState state) {
        if (state instanceof KeyState.Erased) {
            throw new Unopenable(Reason.ERASED);
        }
        return state instanceof KeyState.Live live ? Optional.of(live.key()) : Optional.empty();
    }

    private SubjectKey findOrMake(Life life, KeyState read) {
        // Settled since it was read: the row is read again, rather than another key made in vain.
        var state = isSettled(life) ? rows.subject(life.tenant, life.subject) : read;
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (state.fence() != life.fence) {
                // The person was erased meanwhile, and may have come back: what was read belongs to another life.
                throw new Unopenable(Reason.ERASED);
            }
            var found = keyOf(state);
            if (found.isPresent()) {
                settle(life);
                return found.get();
            }
            var made = make(life, state);
            if (made.isPresent()) {
                return made.get();
            }
            state = rows.subject(life.tenant, life.subject);
        }
        throw new IllegalStateException("a key row settles at once");
    }

    private Optional<SubjectKey> make(Life life, KeyState read) {
        var sid = new StorageId(ids.random());
        var name = KeyName.subject(life.tenant, sid, FIRST_VERSION);
        var generated = wrap.generate(name);
        try (var key = generated.key()) {
            var subjectKey = new SubjectKey(sid, FIRST_VERSION, generated.wrapped());
            if (!rows.create(life.tenant, life.subject, subjectKey, read, clock.instant())) {
                return Optional.empty();
            }
            cache.put(generated.wrapped(), name, key);
            settle(life);
            return Optional.of(subjectKey);
        }
    }

    private boolean isSettled(Life life) {
        synchronized (settled) {
            return settled.contains(life);
        }
    }

    private void settle(Life life) {
        synchronized (settled) {
            if (settled.size() >= SETTLED_MAX) {
                settled.removeFirst();
            }
            settled.add(life);
        }
    }

    /**
     * Seals under the person's key, and the key of the label's expiry day where it has one.
     *
     * @throws IllegalStateException when the label is of somebody else
     */
    public Sealed seal(SubjectKey key, Label label, Plaintext text) {
        if (!label.sid().equals(Optional.of(key.sid()))) {
            throw new IllegalStateException("what is sealed under a person's key is theirs");
        }
        return SealedFormat.seal(root(key, label), key.version(), salt(), label, text.shared());
    }

    /**
     * Opens what {@link #seal} sealed.
     *
     * @throws Unopenable when the permit is not for it, its day is over, or it is not what was sealed
     */
    public Plaintext open(SubjectKey key, Label label, Sealed sealed, Permit permit) {
        if (!permit.covers(label) || !label.sid().equals(Optional.of(key.sid()))) {
            throw new Unopenable(Reason.NOT_PERMITTED);
        }
        return Plaintext.owning(SealedFormat.open(root(key, label), key.version(), label, sealed));
    }

    /** Seals what belongs to a tenant until a day is over. */
    public Sealed sealForDay(Label label, Plaintext text) {
        return SealedFormat.seal(dayRoot(label), FIRST_VERSION, salt(), label, text.bytes());
    }

    /** Opens what {@link #sealForDay} sealed. */
    public Plaintext openForDay(Label label, Sealed sealed) {
        return new Plaintext(SealedFormat.open(dayRoot(label), FIRST_VERSION, label, sealed));
    }

    /**
     * Seals the same text until another day, without showing it: the row is to be replaced by what this returns only if it still
     * is at the label's revision.
     *
     * @throws Unopenable when it is not what was sealed, or either day is over
     */
    public Resealed reseal(SubjectKey key, Label label, Sealed sealed, LocalDate day) {
        return resealed(key, label, sealed, Optional.of(day), text -> text);
    }

    /**
     * Seals what is left of a text until the same day, without showing it; to be written as {@link #reseal}.
     *
     * @throws Unopenable when it is not what was sealed, or its day is over
     */
    public Resealed redact(SubjectKey key, Label label, Sealed sealed, Redactor redactor) {
        return resealed(key, label, sealed, label.expiryDay(), redactor);
    }

    private Resealed resealed(SubjectKey key, Label label, Sealed sealed, Optional<LocalDate> day, Redactor redactor) {
        var text = SealedFormat.open(root(key, label), key.version(), label, sealed);
        try {
            var next = label.next(day);
            return new Resealed(next, seal(key, next, redactor.redact(new Plaintext(text))));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * The words of a text, without showing it. Its day may be over, as long as that day's key is not destroyed.
     *
     * @throws Unopenable when it is not what was sealed, or its day is over and gone
     */
    public Set<String> words(SubjectKey key, Label label, Sealed sealed, Vocabulary vocabulary) {
        var text = SealedFormat.open(rootThoughOver(key, label), key.version(), label, sealed);
        try {
            return vocabulary.words(Plaintext.owning(text));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** A key for a new hold; it exists once the hold's row is written. */
    public HoldKey newHold(Tenant tenant, HoldId hold) {
        var generated = wrap.generate(KeyName.hold(tenant, hold));
        generated.key().close();
        return new HoldKey(hold, generated.wrapped());
    }

    /** Seals what a hold itself says. */
    public Sealed sealForHold(HoldKey hold, Label label, Plaintext text) {
        return SealedFormat.seal(root(hold, label.tenant()), FIRST_VERSION, salt(), label, text.bytes());
    }

    /**
     * Seals a copy of a text under a hold's key, without showing it. Its day may have ended since the hold was placed, as long
     * as that day's key is not destroyed.
     *
     * @throws Unopenable when it is not what was sealed, or its day is over and gone
     */
    public Resealed hold(HoldKey hold, SubjectKey key, Label label, Sealed sealed) {
        var text = SealedFormat.open(rootThoughOver(key, label), key.version(), label, sealed);
        try {
            var held = label.heldBy(hold.hold());
            return new Resealed(held, SealedFormat.seal(root(hold, label.tenant()), FIRST_VERSION, salt(), held, text));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * Opens what {@link #hold} or {@link #sealForHold} sealed, for whom the hold was placed.
     *
     * @throws Unopenable when it is not what was sealed
     */
    public Plaintext openHeld(HoldKey hold, Label held, Sealed sealed) {
        return new Plaintext(SealedFormat.open(root(hold, held.tenant()), FIRST_VERSION, held, sealed));
    }

    /** Seals what proves a decision, under the tenant's key of the year: it outlives the person's own key. */
    public Sealed sealEvidence(Year year, Label label, Plaintext text) {
        return SealedFormat.seal(evidenceRoot(year, label), FIRST_VERSION, salt(), label, text.bytes());
    }

    /**
     * Opens what {@link #sealEvidence} sealed.
     *
     * @throws Unopenable when it is not what was sealed
     */
    public Plaintext openEvidence(Year year, Label label, Sealed sealed) {
        return new Plaintext(SealedFormat.open(evidenceRoot(year, label), FIRST_VERSION, label, sealed));
    }

    private SecretKey evidenceRoot(Year year, Label label) {
        var name = KeyName.evidence(label.tenant(), year);
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var stored = rows.tenantKey(name);
            if (stored.isPresent()) {
                return root(name, stored.get());
            }
            var generated = wrap.generate(name);
            generated.key().close();
            rows.createTenantKey(name, generated.wrapped(), clock.instant());
        }
        throw new IllegalStateException("a year's key that was put is there");
    }

    private SecretKey root(HoldKey hold, Tenant tenant) {
        return root(KeyName.hold(tenant, hold.hold()), hold.wrapped());
    }

    private SecretKey root(KeyName name, WrappedKey wrapped) {
        try (var key = cache.get(wrapped, name, () -> wrap.unwrap(wrapped, name))) {
            return SealedFormat.root(key);
        }
    }

    private SecretKey root(SubjectKey key, Label label) {
        return root(key, label, day -> days.of(label.tenant(), day));
    }

    private SecretKey rootThoughOver(SubjectKey key, Label label) {
        return root(key, label, day -> days.ofThoughOver(label.tenant(), day));
    }

    private SecretKey root(SubjectKey key, Label label, Function<LocalDate, KeyBytes> keys) {
        var name = KeyName.subject(label.tenant(), key.sid(), key.version());
        try (var subject = cache.get(key.wrapped(), name, () -> wrap.unwrap(key.wrapped(), name))) {
            if (label.expiryDay().isEmpty()) {
                return SealedFormat.root(subject);
            }
            try (var day = keys.apply(label.expiryDay().get())) {
                return SealedFormat.root(subject, day);
            }
        }
    }

    private SecretKey dayRoot(Label label) {
        var day = label.expiryDay().orElseThrow(() -> new IllegalStateException("a tenant's seal has a day"));
        try (var key = days.of(label.tenant(), day)) {
            return SealedFormat.root(key);
        }
    }

    /** Forgets what rows said. Everything is asked for again when it is needed. */
    public void forget() {
        days.forget();
        synchronized (settled) {
            settled.clear();
        }
    }

    private byte[] salt() {
        var salt = new byte[SealedFormat.SALT];
        random.nextBytes(salt);
        return salt;
    }
}
