package dev.lethe.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.local.LocalWorld;
import dev.lethe.local.NotLookedAt;
import dev.lethe.local.demo.Demo;
import dev.lethe.local.engine.Engines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What holds at an endpoint that others use, too: the ports' promises, the demo's, and that nothing is left there. */
abstract class GivenEndpointContract extends PortContract {

    abstract Engines.Elsewhere at();

    @Override
    Endpoint start() {
        return new Endpoint(at(), () -> {});
    }

    @Test
    void whatTheEngineLacksIsSaidByName(TestReporter reporter) {
        var lacks = lacks();
        lacks.forEach(lack -> reporter.publishEntry(NotLookedAt.LACKS, lack.told()));
        // Without these two nothing that the suite promises would hold there.
        assertThat(lacks).doesNotContain(Lack.ENCRYPTION_CONTEXT, Lack.TTL_SETTING);
    }

    @Test
    void theDemoKeepsItsPromisesThere() throws IOException {
        Assumptions.assumeFalse(lacks().contains(Lack.STREAMS), Lack.STREAMS.told());
        var printed = new ByteArrayOutputStream();
        var prefix = Endpoint.prefix();
        try (var world = LocalWorld.startStill(LocalWorld.Options.inMemory().at(at(), prefix));
                var out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            assertThat(new Demo(world, out).play())
                    .as(printed.toString(StandardCharsets.UTF_8))
                    .isTrue();
            assertThatThrownBy(world::kms).isInstanceOf(IllegalStateException.class);
        }
        assertNothingIsLeft(prefix);
    }

    @Test
    void nothingIsLeftOfAWorldThatBrokeOff() throws IOException {
        var prefix = Endpoint.prefix();
        assertThatThrownBy(() -> {
                    try (var world =
                            LocalWorld.startStill(LocalWorld.Options.inMemory().at(at(), prefix))) {
                        world.backup("copy");
                        throw new IllegalStateException("a test fails");
                    }
                })
                .hasMessage("a test fails");
        assertNothingIsLeft(prefix);
    }

    private Set<Lack> lacks() {
        try (var own = new Endpoint(at(), () -> {})) {
            return Lack.of(own);
        }
    }

    /** No table and no alias of this prefix. Keys have no names by which others' could be told from ours. */
    void assertNothingIsLeft(String prefix) {
        var clients = Endpoint.clients(at());
        try (var dynamo = clients.dynamo();
                var kms = clients.kms()) {
            assertThat(dynamo.listTablesPaginator().tableNames().stream().filter(name -> name.startsWith(prefix)))
                    .filteredOn(name -> Endpoint.stands(dynamo, name))
                    .isEmpty();
            assertThat(kms.listAliasesPaginator().aliases().stream()
                            .filter(alias -> alias.aliasName().startsWith("alias/" + prefix)))
                    .isEmpty();
        }
    }
}
