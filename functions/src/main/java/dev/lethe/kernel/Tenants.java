package dev.lethe.kernel;

import java.util.Optional;

/** Which tenant a program calls for, and which a public name means. */
public interface Tenants {

    Optional<Tenant> of(ClientId client);

    Optional<Tenant> at(Site site);

    /** The tenant's public name. */
    Site siteOf(Tenant tenant);
}
