package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.RecordExpiry.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordExpiryTest {
    private final List<Gone> recorded = new ArrayList<>();

    @Test
    void whatExpiredIsRecordedInOrderAndOtherChangesAreNot() {
        var expiry = new RecordExpiry(recorded::add);
        assertThat(expiry.record(List.of(change("1"), new Change("2", Optional.empty()), change("3"))))
                .isEmpty();
        assertThat(recorded).extracting(Gone::item).containsExactly("1", "3");
    }

    @Test
    void aBatchEndsAtTheFirstThatFails() {
        var expiry = new RecordExpiry(gone -> {
            if (gone.item().equals("2")) {
                throw new StoreUnavailable();
            }
            recorded.add(gone);
        });
        assertThat(expiry.record(List.of(change("1"), change("2"), change("3"))))
                .contains("2");
        assertThat(recorded).extracting(Gone::item).containsExactly("1");
    }

    @Test
    void aBugIsNotRetriedAsIfItWereTheWorlds() {
        var expiry = new RecordExpiry(_ -> {
            throw new IllegalStateException("ours");
        });
        assertThatIllegalStateException().isThrownBy(() -> expiry.record(List.of(change("1"))));
    }

    private static Change change(String number) {
        var gone = new Gone(
                new Tenant("shop"),
                new StorageId("s".repeat(26)),
                "message",
                number,
                Instant.EPOCH,
                Instant.EPOCH,
                Gone.How.EXPIRED);
        return new Change(number, Optional.of(gone));
    }
}
