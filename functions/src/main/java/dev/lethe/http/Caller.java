package dev.lethe.http;

import dev.lethe.api.Access;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import java.util.Set;

/** Who calls, as the verified token says, and for which tenant, as the client registry says. */
public record Caller(ClientId client, Tenant tenant, Set<Access> may) {
    public Caller {
        may = Set.copyOf(may);
    }
}
