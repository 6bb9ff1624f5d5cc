package dev.lethe.local.engine;

import dev.lethe.api.Schedule;
import dev.lethe.http.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs what runs by the clock. A schedule that was missed many times runs once, as one that was paused would. */
public final class Schedules {
    private final Lambdas lambdas;
    private final InstantSource clock;
    private final Map<Schedule, Instant> last = new EnumMap<>(Schedule.class);

    public Schedules(Lambdas lambdas, InstantSource clock) {
        this.lambdas = lambdas;
        this.clock = clock;
        for (var schedule : Schedule.values()) {
            last.put(schedule, clock.instant());
        }
    }

    /** Runs every schedule whose time has come. Not for two threads at once. */
    public void run() {
        for (var schedule : Schedule.values()) {
            var now = clock.instant();
            var before = last.getOrDefault(schedule, Instant.EPOCH);
            if (!now.isBefore(before.plus(schedule.every()))) {
                last.put(schedule, now);
                run(schedule);
            }
        }
    }

    /** Runs a schedule now. */
    public void run(Schedule schedule) {
        lambdas.invoke(schedule.fn(), Json.write(event(schedule)));
    }

    private Map<String, Object> event(Schedule schedule) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.events");
        event.put("account", "000000000000");
        event.put("time", clock.instant().toString());
        event.put("region", "us-east-1");
        event.put("resources", List.of("arn:aws:events:us-east-1:000000000000:rule/" + schedule.name()));
        event.put("detail", Map.of());
        return event;
    }
}
