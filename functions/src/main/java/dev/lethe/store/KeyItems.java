package dev.lethe.store;

import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import java.time.Instant;
import java.util.Optional;

/** How key rows are written. */
final class KeyItems {
    static final String LIVE = "LIVE";
    static final String RETURNED = "RETURNED";
    static final String ERASING = "ERASING";
    static final String ERASED = "ERASED";
    static final String DESTROYED = "DESTROYED";

    static KeyState state(Optional<Item> row) {
        if (row.isEmpty()) {
            return new KeyState.Absent();
        }
        var item = row.get();
        var fence = Math.toIntExact(item.number("fence"));
        return switch (item.text("state")) {
            case LIVE -> new KeyState.Live(fence, key(item), item.instantIfAny("erasedAt"));
            case RETURNED -> new KeyState.Returned(fence, item.instant("erasedAt"));
            case ERASING ->
                new KeyState.Erased(
                        fence,
                        item.instant("erasedAt"),
                        item.textIfAny("request").map(RequestId::new));
            case ERASED -> new KeyState.Erased(fence, item.instant("erasedAt"), Optional.empty());
            default -> throw new IllegalStateException("a key row has a state");
        };
    }

    private static SubjectKey key(Item item) {
        return new SubjectKey(new StorageId(item.text("sid")), Math.toIntExact(item.number("kver")), wrapped(item));
    }

    static WrappedKey wrapped(Item item) {
        return new WrappedKey(item.bytes("wrapped"), item.text("wrappedBy"));
    }

    static Item wrapped(Item item, WrappedKey key, Instant now) {
        return item.text("state", LIVE)
                .bytes("wrapped", key.bytes())
                .text("wrappedBy", key.wrappedBy())
                .instant("createdAt", now);
    }

    private KeyItems() {}
}
