package dev.lethe.regime;

import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

/** The regimes this suite knows, read from its resources once. */
public final class Regimes {

    /** One body of law, as its resource file has it. */
    record Regime(
            @Text(max = 40, form = "[a-z0-9_]+") String regime,
            @Text(max = 80) String name,
            @Text(max = 120) String instrument,
            LocalDate checkedOn,
            @Items(max = 10) List<ResponseRule> responses) {}

    private static final Regime GDPR = read("eu_gdpr");

    /** By when requests have to be answered. */
    public ResponseRule response() {
        return GDPR.responses().getFirst();
    }

    private static Regime read(String id) {
        try (var resource = Regimes.class.getResourceAsStream("/regime/" + id + ".json")) {
            if (resource == null) {
                throw new IllegalStateException("a regime has its resource");
            }
            return Shape.of(Regime.class)
                    .read(Json.read(resource.readAllBytes())
                            .orElseThrow(() -> new IllegalStateException("a regime is JSON")));
        } catch (IOException e) {
            throw new UncheckedIOException("a regime could not be read", e);
        }
    }
}
