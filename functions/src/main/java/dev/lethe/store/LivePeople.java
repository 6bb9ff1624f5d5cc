package dev.lethe.store;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        var page = PeopleScan.page(
                dynamo,
                tenant,
                new PeopleScan.Part(segment, segments, after),
                Optional.empty(),
                "#state = :live",
                Map.of(":live", Item.s(KeyItems.LIVE)));
        return new Page(page.items().stream().map(item -> person(tenant, item)).toList(), Cursors.of(page.next()));
    }

    private static Person person(Tenant tenant, Item item) {
        return new Person(
                PeopleScan.subject(tenant, item),
                new StorageId(item.text("sid")),
                Cursors.of(item.attributes()).orElseThrow());
    }

    private LivePeople() {}
}
