package dev.lethe.breach;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.regime.Regimes;
import java.time.InstantSource;

/**
 * Answers {@code FIND_OBLIGATIONS}: whom to tell of a breach, by when and under which rule, for facts that are given. Stores nothing, so
 * that anybody may ask what would be.
 */
public final class FindObligations implements Endpoint<BreachFacts> {
    private final Regimes regimes;
    private final ObligationRules rules;
    private final InstantSource clock;

    public FindObligations(Regimes regimes, InstantSource clock) {
        this.regimes = regimes;
        this.rules = new ObligationRules(regimes);
        this.clock = clock;
    }

    @Override
    public Contract<BreachFacts> contract() {
        return Contract.taking(
                        "Find whom the law wants told of a breach, by when and under which rule", BreachFacts.class)
                .answers(200, ObligationsView.class);
    }

    @Override
    public Response handle(Request<BreachFacts> request) {
        var now = clock.instant();
        var facts = CheckedFacts.checked(request.body(), regimes, now);
        return Response.ok(ObligationsView.of(rules.of(facts), now));
    }
}
