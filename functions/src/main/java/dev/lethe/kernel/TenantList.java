package dev.lethe.kernel;

import java.util.List;
import java.util.Optional;

/** Every tenant, for what runs by the clock. */
public interface TenantList {

    /** Tenants in order, from the one behind {@code after}, at most {@code max}. */
    List<Tenant> page(Optional<Tenant> after, int max);
}
