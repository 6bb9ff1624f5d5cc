package dev.lethe.lambda;

import dev.lethe.breach.AssessIncident;
import dev.lethe.breach.CloseIncident;
import dev.lethe.breach.CountAffected;
import dev.lethe.breach.Desk;
import dev.lethe.breach.EscalateIncidents;
import dev.lethe.breach.FindObligations;
import dev.lethe.breach.Journal;
import dev.lethe.breach.ObligationRules;
import dev.lethe.breach.OpenIncident;
import dev.lethe.breach.OpenScope;
import dev.lethe.breach.ReadIncident;
import dev.lethe.breach.ReadIncidents;
import dev.lethe.breach.ReadObligations;
import dev.lethe.breach.ReadReport;
import dev.lethe.breach.ReadScope;
import dev.lethe.breach.RecordDeed;
import dev.lethe.breach.RecordEntry;
import dev.lethe.breach.TakeFindings;
import dev.lethe.http.Endpoint;
import dev.lethe.store.DynamoIncidents;
import dev.lethe.store.DynamoScopes;

/** What is about breaches, made when it is asked for. */
final class Breaches {
    private final Foundation on;
    private final ObligationRules obligations;
    private final DynamoIncidents incidents;
    private final Journal journal;
    private final Desk desk;

    Breaches(Foundation on) {
        this.on = on;
        this.obligations = new ObligationRules(on.world.regimes());
        this.incidents = new DynamoIncidents(on.dynamo);
        this.journal = new Journal(incidents, obligations, on.vault);
        this.desk = new Desk(incidents, journal, on.pseudonyms, on.repeats, on.clock);
    }

    Endpoint<?> find() {
        return new FindObligations(on.world.regimes(), on.clock);
    }

    Endpoint<?> open() {
        return new OpenIncident(desk, on.world.regimes(), on.ids, on.clock);
    }

    Endpoint<?> register() {
        return new ReadIncidents(incidents, on.clock);
    }

    Endpoint<?> read() {
        return new ReadIncident(incidents, journal, on.clock);
    }

    Endpoint<?> record() {
        return new RecordEntry(desk, on.world.regimes());
    }

    Endpoint<?> assess() {
        return new AssessIncident(desk, journal, obligations);
    }

    Endpoint<?> obligations() {
        return new ReadObligations(desk, journal, obligations, on.clock);
    }

    Endpoint<?> deed() {
        return new RecordDeed(desk);
    }

    Endpoint<?> scope() {
        return new OpenScope(desk, new DynamoScopes(on.dynamo), on.ids, on.clock);
    }

    Endpoint<?> scopeOf() {
        return new ReadScope(new DynamoScopes(on.dynamo));
    }

    CountAffected count() {
        return new CountAffected(on.tenants, new DynamoScopes(on.dynamo), incidents, journal, on.pseudonyms, on.clock);
    }

    Endpoint<?> close() {
        return new CloseIncident(desk, journal);
    }

    Endpoint<?> report() {
        return new ReadReport(desk, incidents, journal, obligations, on.clock);
    }

    EscalateIncidents escalate() {
        return new EscalateIncidents(on.tenants, incidents, journal, on.clock);
    }

    TakeFindings findings() {
        return new TakeFindings(on.tenants, incidents, journal, on.ids, on.clock);
    }
}
