package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Content;
import dev.lethe.retention.Contents;
import dev.lethe.store.Keys.Address;
import dev.lethe.store.Keys.Kind;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What is kept of people in {@code records}, by storage id. */
public final class DynamoContents implements Contents {
    private final Dynamo dynamo;

    public DynamoContents(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Page page(Tenant tenant, StorageId sid, Optional<String> from, int max) {
        var pk = Keys.content(tenant, sid);
        var page = dynamo.query(
                Table.RECORDS,
                QueryRequest.builder()
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Item.s(pk)))
                        .exclusiveStartKey(from.map(place -> Item.key(new Address(Kind.MESSAGE, pk, place)))
                                .orElse(null))
                        .consistentRead(true)
                        .limit(max));
        var contents = new ArrayList<Content>();
        var unreadable = 0;
        for (var item : page.items()) {
            try {
                contents.add(ContentItems.content(tenant, sid, item));
            } catch (RuntimeException _) {
                // One row that is not of the form that rows have keeps no other from being looked at.
                unreadable++;
            }
        }
        return new Page(
                contents, unreadable, Optional.ofNullable(page.next().get("sk")).map(sk -> sk.s()));
    }
}
