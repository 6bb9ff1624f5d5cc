package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.store.Keys.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** A tenant's people by the rows of their keys, one segment of the table after the other. */
final class PeopleScan {

    /** One of so many segments, and behind whom it begins. */
    record Part(int segment, int of, Optional<String> after) {}

    /**
     * A page.
     *
     * @param which of them, besides, as an expression over {@code #state} and {@code values}
     */
    static Dynamo.Page page(
            Dynamo dynamo,
            Tenant tenant,
            Part part,
            Optional<Integer> max,
            String which,
            Map<String, AttributeValue> values) {
        var all = new LinkedHashMap<>(values);
        all.put(":person", Item.s(Kind.SUBJECT_KEY.name()));
        all.put(":tenant", Item.s(Keys.people(tenant)));
        return dynamo.scan(
                Table.KEYS,
                ScanRequest.builder()
                        .segment(part.segment)
                        .totalSegments(part.of)
                        .filterExpression("#kind = :person AND begins_with(pk, :tenant) AND " + which)
                        .expressionAttributeNames(Map.of("#kind", "kind", "#state", "state"))
                        .expressionAttributeValues(all)
                        .limit(max.orElse(null))
                        .exclusiveStartKey(part.after.map(Cursors::start).orElse(null)));
    }

    /** Whose key a row is. */
    static SubjectId subject(Tenant tenant, Item row) {
        return new SubjectId(row.text("pk").substring(Keys.people(tenant).length()));
    }

    private PeopleScan() {}
}
