package dev.lethe.hold;

import dev.lethe.crypto.HoldKey;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.HoldId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/** Answers {@code READ_HOLD}: how far a hold has come, and which matter it is for. */
public final class ReadHold implements Endpoint<Nothing> {
    private final Holds holds;
    private final Vault vault;
    private final InstantSource clock;

    public ReadHold(Holds holds, Vault vault, InstantSource clock) {
        this.holds = holds;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read how far a hold has come")
                .answers(200, HoldView.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var hold = holds.find(request.tenant(), request.path("hold", HoldId::new))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var reference = hold.key().flatMap(key -> hold.reference().flatMap(kept -> open(hold, key, kept)));
        return Response.ok(HoldView.of(hold, reference, clock.instant()));
    }

    /** Absent where its seal does not hold: then there is nothing to tell. */
    private Optional<String> open(Hold hold, HoldKey key, Sealed kept) {
        try {
            var text = vault.openHeld(key, HoldLabels.reference(hold.tenant(), hold.id()), kept);
            return Optional.of(new String(text.bytes(), StandardCharsets.UTF_8));
        } catch (Unopenable _) {
            return Optional.empty();
        }
    }
}
