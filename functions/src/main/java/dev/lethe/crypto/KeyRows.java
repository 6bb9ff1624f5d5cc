package dev.lethe.crypto;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The rows that hold wrapped keys and tombstones. Every creation is conditional; nothing is ever overwritten. */
public interface KeyRows {

    KeyState subject(Tenant tenant, SubjectId subject);

    /**
     * Creates a person's key, if the row still says what {@code read} says.
     *
     * @return false when another came first, and nothing was written
     */
    boolean create(Tenant tenant, SubjectId subject, SubjectKey key, KeyState read, Instant now);

    /** What the row of a tenant's day says. */
    sealed interface DayState {
        record Absent() implements DayState {}

        record Live(WrappedKey wrapped) implements DayState {}

        record Destroyed() implements DayState {}
    }

    DayState day(Tenant tenant, LocalDate day);

    /** Creates the key of a day, if it has no row yet. */
    boolean createDay(Tenant tenant, LocalDate day, WrappedKey wrapped, Instant now);

    /** A key that belongs to a tenant for good: of pseudonyms, or of a year's evidence. */
    Optional<WrappedKey> tenantKey(KeyName name);

    /** Creates a tenant's key, if that name has no row yet. */
    boolean createTenantKey(KeyName name, WrappedKey wrapped, Instant now);
}
