package dev.lethe.crypto;

import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;

/**
 * Leave to open one person's sealed texts for one purpose, during one request. Only the consent gate makes one: a rule of
 * the architecture tests, so that unlawful access does not build.
 */
public final class Permit {
    private final Tenant tenant;
    private final StorageId sid;
    private final Purpose purpose;
    private final Instant since;

    private Permit(Tenant tenant, StorageId sid, Purpose purpose, Instant since) {
        this.tenant = tenant;
        this.sid = sid;
        this.purpose = purpose;
        this.since = since;
    }

    /**
     * Makes one; for the consent gate alone.
     *
     * @param since what was taken in before does not fall under the basis that stands
     */
    public static Permit mint(Tenant tenant, StorageId sid, Purpose purpose, Instant since) {
        return new Permit(tenant, sid, purpose, since);
    }

    public Purpose purpose() {
        return purpose;
    }

    public Instant since() {
        return since;
    }

    boolean covers(Label label) {
        return label.tenant().equals(tenant) && label.sid().filter(sid::equals).isPresent();
    }

    @Override
    public String toString() {
        return "Permit[" + purpose + "]";
    }
}
