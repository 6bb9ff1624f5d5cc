package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.lethe.api.Table;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Gone;
import dev.lethe.retention.RecordExpiry.Change;
import dev.lethe.store.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB's stream records as changes. Only a removal by the service itself is an expiry
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html); every other removal
 * has its own evidence.
 */
final class StreamEvents {
    private static final String SERVICE = "dynamodb.amazonaws.com";

    static List<Change> changes(DynamodbEvent event) {
        return event.getRecords().stream()
                .map(record -> new Change(record.getDynamodb().getSequenceNumber(), gone(record)))
                .toList();
    }

    private static Optional<Gone> gone(DynamodbStreamRecord record) {
        var identity = record.getUserIdentity();
        if (!"REMOVE".equals(record.getEventName())
                || identity == null
                || !"Service".equals(identity.getType())
                || !SERVICE.equals(identity.getPrincipalId())) {
            return Optional.empty();
        }
        var image = record.getDynamodb().getOldImage();
        var kind = text(image, "kind");
        var pk = text(image, "pk").split("#", -1);
        if (!kind.equals(Keys.Kind.MESSAGE.name()) && !kind.equals(Keys.Kind.PROFILE.name())) {
            return Optional.empty();
        }
        return Optional.of(new Gone(
                new Tenant(pk[1]),
                new StorageId(pk[3]),
                kind,
                text(image, "sk"),
                Instant.ofEpochSecond(Long.parseLong(number(image, Table.TTL))),
                record.getDynamodb().getApproximateCreationDateTime().toInstant(),
                Gone.How.EXPIRED));
    }

    private static String text(@Nullable Map<String, AttributeValue> image, String name) {
        var value = image == null ? null : image.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }

    private static String number(@Nullable Map<String, AttributeValue> image, String name) {
        var value = image == null ? null : image.get(name);
        return value == null || value.getN() == null ? "0" : value.getN();
    }

    private StreamEvents() {}
}
