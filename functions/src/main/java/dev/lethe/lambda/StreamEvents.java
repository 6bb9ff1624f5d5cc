package dev.lethe.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.lethe.api.Feed;
import dev.lethe.api.Table;
import dev.lethe.audit.Leaf;
import dev.lethe.audit.WatchEvidence;
import dev.lethe.event.Deliver;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Gone;
import dev.lethe.retention.RecordExpiry.Change;
import dev.lethe.store.Keys;
import dev.lethe.store.OutboxItems;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB's stream records as changes. Only a removal by the service itself is an expiry
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html); every other removal
 * has its own evidence.
 */
final class StreamEvents {
    static List<Change> changes(DynamodbEvent event) {
        return event.getRecords().stream()
                .map(record -> new Change(record.getDynamodb().getSequenceNumber(), gone(record)))
                .toList();
    }

    /** What was written for other systems. */
    static List<Deliver.Written> written(DynamodbEvent event) {
        return event.getRecords().stream()
                .filter(record -> Feed.OUTBOX.takes(
                        record.getEventName(), false, text(record.getDynamodb().getNewImage(), "kind")))
                .map(record -> {
                    var row = record.getDynamodb().getNewImage();
                    return new Deliver.Written(
                            record.getDynamodb().getSequenceNumber(),
                            OutboxItems.event(
                                    text(row, "pk"), text(row, "sk"), text(row, "type"), text(row, "detail")));
                })
                .toList();
    }

    /** What happened to evidence. */
    static List<WatchEvidence.Change> touched(DynamodbEvent event) {
        return event.getRecords().stream()
                .map(record -> new WatchEvidence.Change(
                        record.getDynamodb().getSequenceNumber(),
                        record.getDynamodb().getApproximateCreationDateTime().toInstant(),
                        how(record),
                        leaf(record.getDynamodb().getNewImage()),
                        goesAt(record.getDynamodb().getNewImage())))
                .toList();
    }

    private static WatchEvidence.How how(DynamodbStreamRecord record) {
        return switch (record.getEventName()) {
            case "INSERT" -> WatchEvidence.How.APPENDED;
            case "REMOVE" -> isExpiry(record) ? WatchEvidence.How.EXPIRED : WatchEvidence.How.REMOVED;
            // Whatever it is called, it is not what this suite does.
            default -> WatchEvidence.How.ALTERED;
        };
    }

    private static Optional<Instant> goesAt(@Nullable Map<String, AttributeValue> image) {
        return Optional.ofNullable(image)
                .map(row -> row.get(Table.TTL))
                .map(AttributeValue::getN)
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    private static Leaf leaf(@Nullable Map<String, AttributeValue> image) {
        return Leaf.of(image == null ? new TreeMap<>() : typed(image));
    }

    private static SortedMap<String, Object> typed(Map<String, AttributeValue> image) {
        var typed = new TreeMap<String, Object>();
        image.forEach((name, value) -> typed.put(name, typed(value)));
        return typed;
    }

    private static Map<String, Object> typed(AttributeValue value) {
        if (value.getS() != null) {
            return Map.of("S", value.getS());
        }
        if (value.getN() != null) {
            return Map.of("N", value.getN());
        }
        if (value.getB() != null) {
            return Map.of("B", base64(value.getB()));
        }
        if (value.getBOOL() != null) {
            return Map.of("BOOL", value.getBOOL());
        }
        if (value.getL() != null) {
            return Map.of("L", value.getL().stream().map(StreamEvents::typed).toList());
        }
        // An empty map says nothing of its type in some streams. Sets and nulls the suite does not write.
        return Map.of("M", value.getM() == null ? Map.of() : typed(value.getM()));
    }

    private static String base64(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }

    private static boolean isExpiry(DynamodbStreamRecord record) {
        var identity = record.getUserIdentity();
        return "REMOVE".equals(record.getEventName())
                && identity != null
                && "Service".equals(identity.getType())
                && Feed.SERVICE.equals(identity.getPrincipalId());
    }

    private static Optional<Gone> gone(DynamodbStreamRecord record) {
        if (!isExpiry(record)) {
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
