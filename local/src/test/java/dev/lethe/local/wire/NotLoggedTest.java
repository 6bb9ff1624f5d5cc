package dev.lethe.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Route;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.kms.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Whatever goes well or wrong, log lines tell nothing of anybody. */
class NotLoggedTest {

    @Test
    void noLineHoldsAWordOrAnIdOfAnybody() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        try (var wire = new Wire(LocalWorld.Options.inMemory().logging(lines::add))) {
            for (var fault : Fault.values()) {
                if (fault != Fault.SILENT && fault != Fault.NONE) {
                    wire.world.kms().fault(fault);
                    Samples.all().forEach((operation, sample) -> call(wire, operation, sample));
                }
            }
            wire.world.kms().heal();
            Samples.all().forEach((operation, sample) -> call(wire, operation, sample));
            wire.world.advance("P1D");
        }
        assertThat(lines).as("the faults were logged").anyMatch(line -> line.contains("KeyUnavailable"));
        assertThat(lines).as("and so were the schedules").anyMatch(line -> line.contains("daysEnded"));
        assertThat(lines).noneMatch(line -> line.contains(Samples.CANARY) || line.contains("4915112345678"));
        assertThat(lines).allMatch(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))
                .isPresent());
    }

    private static void call(Wire wire, String operation, Samples.Sample sample) {
        var route = Arrays.stream(Route.values())
                .filter(candidate -> Shape.written(candidate).equals(operation))
                .findFirst()
                .orElseThrow();
        var role = route.access().contains(Access.BOT) ? Access.BOT : Access.OFFICER;
        wire.send(route.method(), sample.path(), wire.token(role), Json.write(Shape.tree(sample.body())), Map.of());
    }
}
