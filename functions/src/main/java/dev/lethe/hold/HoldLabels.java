package dev.lethe.hold;

import dev.lethe.crypto.Label;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.Tenant;
import java.util.Optional;

/** Where the seals under a hold's key say they stand: of no person and no day, so that neither's end is theirs. */
final class HoldLabels {
    static Label of(Tenant tenant, HoldId hold, Held held) {
        return new Label(
                "records",
                tenant,
                Optional.empty(),
                "held",
                held.conversation().value(),
                held.message().value(),
                hold.value(),
                Optional.empty(),
                1);
    }

    static Label reference(Tenant tenant, HoldId hold) {
        return new Label("keys", tenant, Optional.empty(), "hold", "", hold.value(), "reference", Optional.empty(), 1);
    }

    private HoldLabels() {}
}
