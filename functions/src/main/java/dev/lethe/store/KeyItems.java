package dev.lethe.store;

import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
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
            case LIVE -> live(fence, item);
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

    /** An erasure that waits for a hold to be placed is one to everybody but the hold. */
    private static KeyState live(int fence, Item item) {
        var waiting = item.textIfAny("request").map(RequestId::new);
        return waiting.isPresent()
                ? new KeyState.Erased(fence, item.instant("erasedAt"), waiting, true)
                : new KeyState.Live(fence, key(item), item.instantIfAny("erasedAt"), item.has("placing"));
    }

    static SubjectKey key(Item item) {
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

    /** Which key a row of wrapped keys holds. */
    static KeyName name(Item item) {
        var tenant = new Tenant(item.text("pk").split("#", -1)[1]);
        return switch (Keys.Kind.valueOf(item.text("kind"))) {
            case SUBJECT_KEY ->
                KeyName.subject(tenant, new StorageId(item.text("sid")), Math.toIntExact(item.number("kver")));
            case DAY_KEY -> KeyName.day(tenant, LocalDate.parse(item.lastOfSortKey()));
            case EVIDENCE_KEY -> KeyName.evidence(tenant, Year.parse(item.lastOfSortKey()));
            case PSEUDONYM_KEY -> KeyName.pseudonym(tenant, Integer.parseInt(item.lastOfSortKey()));
            default -> throw new IllegalStateException("a row of a wrapped key says whose");
        };
    }

    private KeyItems() {}
}
