package dev.lethe.crypto;

import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.LocalDate;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * Which key a wrapped key is. Bound to it by the key service as its encryption context, which audit trails show in
 * clear for longer than the person stays: so it holds random ids and dates only.
 */
public record KeyName(Tenant tenant, Kind kind, String id, int version) {

    /** What a key is for. */
    public enum Kind {
        SUBJECT,
        DAY,
        /** What proves a decision, for longer than the person stays. */
        EVIDENCE,
        PSEUDONYM,
        /** What a legal hold keeps. */
        HOLD
    }

    // Written out, as are those of all that is looked up by: what a record would get is linked when it first runs.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyName that
                && kind == that.kind
                && version == that.version
                && id.equals(that.id)
                && tenant.equals(that.tenant);
    }

    @Override
    public int hashCode() {
        return id.hashCode() ^ kind.hashCode() ^ version ^ tenant.hashCode();
    }

    public static KeyName subject(Tenant tenant, StorageId sid, int version) {
        return new KeyName(tenant, Kind.SUBJECT, sid.value(), version);
    }

    public static KeyName day(Tenant tenant, LocalDate day) {
        return new KeyName(tenant, Kind.DAY, day.toString(), 1);
    }

    public static KeyName evidence(Tenant tenant, Year year) {
        return new KeyName(tenant, Kind.EVIDENCE, year.toString(), 1);
    }

    public static KeyName hold(Tenant tenant, HoldId hold) {
        return new KeyName(tenant, Kind.HOLD, hold.value(), 1);
    }

    public static KeyName pseudonym(Tenant tenant, int version) {
        return new KeyName(tenant, Kind.PSEUDONYM, "pseudonym", version);
    }
}
