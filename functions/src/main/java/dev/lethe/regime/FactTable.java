package dev.lethe.regime;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts that cut across regimes, as their file has them. */
public record FactTable(
        @Text(max = 40, form = Regime.ID) String table,
        @Text(max = 20) String version,
        @Text(max = 200) String title,
        LocalDate checkedOn,
        LocalDate reviewOn,
        @Items(max = Regime.FACTS_MAX) List<Fact> items,

        @Text(max = 40, form = "[a-z0-9_]+") @Items(min = 0, max = Regime.SOURCES_MAX)
        Map<String, Source> sources) {

    public static final String CLOCKS = "clocks";
    public static final String AGES = "digital_age_of_consent";
    public static final String SIGNALS = "universal_opt_out_states";
    public static final String ENISA = "enisa";
    public static final String BOTS = "chatbot_disclosure_laws";

    /** Its fact of this id. */
    public Optional<Fact> fact(String id) {
        return items.stream().filter(fact -> fact.id().equals(id)).findFirst();
    }
}
