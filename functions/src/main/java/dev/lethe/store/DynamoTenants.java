package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.TenantList;
import dev.lethe.kernel.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The registry of tenants in {@code records}, remembered for a minute. */
public final class DynamoTenants implements Tenants, TenantList {
    /** How long a client that was taken out of the registry may still be answered. */
    public static final Duration MEMORY = Duration.ofMinutes(1);

    private static final int REMEMBERED_MAX = 10_000;

    private record Known(String value, Instant at) {}

    private final Dynamo dynamo;
    private final InstantSource clock;
    private final Map<Keys.Address, Known> remembered = new ConcurrentHashMap<>();

    public DynamoTenants(Dynamo dynamo, InstantSource clock) {
        this.dynamo = dynamo;
        this.clock = clock;
    }

    @Override
    public Optional<Tenant> of(ClientId client) {
        return look(Keys.client(client), "tenant").map(Tenant::new);
    }

    @Override
    public Optional<Tenant> at(Site site) {
        return look(Keys.site(site), "tenant").map(Tenant::new);
    }

    @Override
    public Site siteOf(Tenant tenant) {
        return look(Keys.tenant(tenant), "site")
                .map(Site::new)
                .orElseThrow(() -> new IllegalStateException("a tenant has its site"));
    }

    @Override
    public List<Tenant> page(Optional<Tenant> after, int max) {
        var query = QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Item.s("TENANTS")))
                .limit(max);
        after.ifPresent(last -> query.exclusiveStartKey(Item.key(Keys.tenant(last))));
        return dynamo.query(Table.RECORDS, query).items().stream()
                .map(item -> new Tenant(item.text("sk")))
                .toList();
    }

    /** Puts a tenant and its public name into the registry, if it is not there yet. */
    public void register(Tenant tenant, Supplier<Site> site) {
        if (dynamo.get(Keys.tenant(tenant)).isPresent()) {
            return;
        }
        var name = site.get();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        dynamo.transact(List.of(
                dynamo.creating(
                        Keys.tenant(tenant),
                        Item.at(Keys.tenant(tenant))
                                .text("site", name.value())
                                .text("settledThrough", today.minusDays(1).toString())),
                dynamo.creating(Keys.site(name), Item.at(Keys.site(name)).text("tenant", tenant.value()))));
    }

    /** Lets a program call for a tenant. */
    public void register(ClientId client, Tenant tenant) {
        dynamo.create(Keys.client(client), Item.at(Keys.client(client)).text("tenant", tenant.value()));
    }

    /** Forgets who is in the registry, until it is asked again. */
    public void forget() {
        remembered.clear();
    }

    private Optional<String> look(Keys.Address key, String attribute) {
        var known = remembered.get(key);
        if (known != null && known.at.plus(MEMORY).isAfter(clock.instant())) {
            return Optional.of(known.value);
        }
        var read = dynamo.get(key).map(item -> item.text(attribute));
        read.ifPresent(value -> {
            if (remembered.size() >= REMEMBERED_MAX) {
                remembered.clear();
            }
            remembered.put(key, new Known(value, clock.instant()));
        });
        return read;
    }
}
