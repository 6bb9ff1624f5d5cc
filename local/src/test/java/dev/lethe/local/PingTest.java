package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Fn;
import dev.lethe.api.Ping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Every function answers its ping, through the real entry point, and touches nothing. */
class PingTest {

    private record Calls(List<String> made) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            made.add(context.request().getClass().getSimpleName());
        }
    }

    @Test
    void aPingTouchesNothing() throws Exception {
        var calls = new Calls(new CopyOnWriteArrayList<>());
        var lines = new CopyOnWriteArrayList<String>();
        try (var world =
                LocalWorld.startStill(LocalWorld.Options.inMemory().with(calls).logging(lines::add))) {
            for (var fn : Fn.values()) {
                var answer = new String(
                        world.lambdas().invoke(fn, Ping.EVENT.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8);
                assertThat(answer)
                        .as(fn.name())
                        .contains(
                                switch (fn.trigger()) {
                                    case HTTP -> "204";
                                    case STREAM -> "[]";
                                    case SCHEDULE, EVENT -> "{}";
                                });
            }
            assertThat(calls.made()).isEmpty();
            assertThat(lines).isEmpty();
            // The watcher would have seen it.
            world.lambdas().invoke(Fn.PURGE, "{\"detail-type\":\"Scheduled Event\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(calls.made()).isNotEmpty();
        }
    }
}
