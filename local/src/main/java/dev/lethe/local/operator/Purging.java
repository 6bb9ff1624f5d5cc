package dev.lethe.local.operator;

import dev.lethe.http.Json;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.Purge;
import dev.lethe.retention.PurgeRun;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells of a purge of all tenants: a line for each, and one for all of them; in words, or as JSON. */
record Purging(Consumer<String> out, boolean json) {

    void tell(Purge.Outcome outcome) {
        var tenant = outcome.tenant();
        switch (outcome) {
            case Purge.Outcome.Purged(var _, var run) -> tell(tenant, run);
            case Purge.Outcome.Paused _ -> line(tenant.value() + ": paused, nothing was purged", of("paused", tenant));
            case Purge.Outcome.Failed _ ->
                line(tenant.value() + ": failed; the same command takes it up", of("failed", tenant));
        }
    }

    private void tell(Tenant tenant, PurgeRun run) {
        var fields = of(run.complete() ? "done" : "unfinished", tenant);
        fields.put("purge", run.id().value());
        fields.putAll(counts(
                run.daysEnded(), run.itemsPurged(), run.quarantined(), run.lag().toSeconds()));
        line(
                tenant.value() + ": " + words(run.daysEnded(), run.itemsPurged(), run.quarantined()) + ", lag "
                        + run.lag() + (run.complete() ? "" : "; not done"),
                fields);
    }

    /** Tells of all tenants together; false when one's purge failed. */
    boolean tell(Purge.Report report) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("tenants", report.tenants());
        fields.putAll(counts(
                report.daysEnded(),
                report.itemsPurged(),
                report.quarantined(),
                report.lag().toSeconds()));
        fields.put("paused", report.paused());
        fields.put("failed", report.failed());
        fields.put("complete", report.complete());
        line(
                report.tenants() + " tenants: "
                        + words(report.daysEnded(), report.itemsPurged(), report.quarantined()) + ", lag "
                        + report.lag() + "; " + report.paused() + " paused, " + report.failed() + " failed"
                        + (report.complete() ? "" : "; not done: run this again, or wait for the hourly purge"),
                fields);
        return report.failed() == 0;
    }

    private static String words(int daysEnded, int itemsPurged, int quarantined) {
        return daysEnded + " days ended, " + itemsPurged + " items purged, " + quarantined + " quarantined";
    }

    private static Map<String, Object> counts(int daysEnded, int itemsPurged, int quarantined, long lagSeconds) {
        var counts = new LinkedHashMap<String, Object>();
        counts.put("daysEnded", daysEnded);
        counts.put("itemsPurged", itemsPurged);
        counts.put("quarantined", quarantined);
        counts.put("lagSeconds", lagSeconds);
        return counts;
    }

    private static Map<String, Object> of(String outcome, Tenant tenant) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("tenant", tenant.value());
        fields.put("outcome", outcome);
        return fields;
    }

    private void line(String words, Map<String, Object> fields) {
        out.accept(json ? new String(Json.write(fields), StandardCharsets.UTF_8) : words);
    }
}
