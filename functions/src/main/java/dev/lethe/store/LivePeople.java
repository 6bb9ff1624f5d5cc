package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.store.Keys.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** A tenant's people whose keys live, found by a scan of {@code keys}: nothing leads from a storage id to a person. */
final class LivePeople {

    /**
     * One of them.
     *
     * @param place behind which the next one comes
     */
    record Person(SubjectId subject, StorageId sid, String place) {}

    /** Some of them, and behind which place the next come. */
    record Page(List<Person> people, Optional<String> next) {}

    /** Some people of one segment of so many. */
    static Page page(Dynamo dynamo, Tenant tenant, int segment, int segments, Optional<String> after) {
        var page = dynamo.scan(
                Table.KEYS,
                ScanRequest.builder()
                        .segment(segment)
                        .totalSegments(segments)
                        .filterExpression("#kind = :person AND #state = :live AND begins_with(pk, :tenant)")
                        .expressionAttributeNames(Map.of("#kind", "kind", "#state", "state"))
                        .expressionAttributeValues(Map.of(
                                ":person", Item.s(Kind.SUBJECT_KEY.name()),
                                ":live", Item.s(KeyItems.LIVE),
                                ":tenant", Item.s(Keys.people(tenant))))
                        .exclusiveStartKey(after.map(Cursors::start).orElse(null)));
        return new Page(page.items().stream().map(item -> person(tenant, item)).toList(), Cursors.of(page.next()));
    }

    private static Person person(Tenant tenant, Item item) {
        return new Person(
                new SubjectId(item.text("pk").substring(Keys.people(tenant).length())),
                new StorageId(item.text("sid")),
                Cursors.of(item.attributes()).orElseThrow());
    }

    private LivePeople() {}
}
