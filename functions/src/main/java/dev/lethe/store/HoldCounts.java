package dev.lethe.store;

import dev.lethe.hold.Holds;
import dev.lethe.kernel.Tenant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How many holds are being placed and how many there are: of a tenant in a row of its own, of a person in their key row. */
final class HoldCounts {
    private static final String PLACING = "placing";
    private static final String UNRELEASED = "unreleased";

    /** Passes when the tenant is placing no hold: until then none of its days ends. */
    static TransactWriteItem nonePlacing(Dynamo dynamo, Tenant tenant) {
        var row = Keys.placing(tenant);
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(dynamo.name(row.kind().table()))
                        .key(Item.key(row))
                        .conditionExpression("attribute_not_exists(pk) OR placing = :none")
                        .expressionAttributeValues(Map.of(":none", Item.n(0)))
                        .build())
                .build();
    }

    static boolean full(Optional<Item> tenantRow) {
        return tenantRow
                .filter(row -> row.number(UNRELEASED) >= Holds.HOLDS_MAX)
                .isPresent();
    }

    /** One hold more of a tenant, which is being placed. */
    static TransactWriteItem more(Dynamo dynamo, Tenant tenant, Optional<Item> read) {
        var row = Keys.placing(tenant);
        return read.map(before -> counting(dynamo, tenant, before, 1, 1))
                .orElseGet(() ->
                        dynamo.creating(row, Item.at(row).number(PLACING, 1).number(UNRELEASED, 1)));
    }

    /** Changes a tenant's counts, if they still are what was read. */
    static TransactWriteItem counting(Dynamo dynamo, Tenant tenant, Item read, int placing, int unreleased) {
        return dynamo.updating(new Dynamo.Change(Keys.placing(tenant))
                .set(PLACING, Item.n(read.number(PLACING) + placing))
                .set(UNRELEASED, Item.n(read.number(UNRELEASED) + unreleased))
                .ifStill(PLACING, Item.n(read.number(PLACING)))
                .ifStill(UNRELEASED, Item.n(read.number(UNRELEASED))));
    }

    /** One hold more that is being placed about a person, if as many are as was read. */
    static Dynamo.Change more(Dynamo.Change keyRow, Item read) {
        var before = read.has(PLACING) ? read.number(PLACING) : 0;
        keyRow.set(PLACING, Item.n(before + 1));
        return before == 0 ? keyRow.ifAbsent(PLACING) : keyRow.ifStill(PLACING, Item.n(before));
    }

    /** One hold less. The last leaves nothing behind. */
    static Dynamo.Change less(Dynamo.Change keyRow, Item read) {
        var before = read.number(PLACING);
        return (before == 1 ? keyRow.remove(PLACING) : keyRow.set(PLACING, Item.n(before - 1)))
                .ifStill(PLACING, Item.n(before));
    }

    private HoldCounts() {}
}
