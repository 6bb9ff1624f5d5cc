package dev.lethe.lambda;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Grant;
import dev.lethe.audit.Checkpoints;
import dev.lethe.aws.Clients;
import dev.lethe.event.Bus;
import dev.lethe.regime.RegimeFiles;
import dev.lethe.regime.Regimes;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.regions.Region;

/** The suite on AWS. */
final class OnAws {
    /** The suite as a function's environment says. */
    static Suite suite(Environment environment) {
        var clients = Clients.ofFunction(Region.of(environment.region()));
        var clock = Clock.systemUTC();
        return new Suite(
                new World(
                        clients.dynamo(),
                        clients.kms(),
                        environment.tables(),
                        environment.masterKeys(),
                        checkpoints(environment, clients),
                        bus(environment, clients),
                        new Regimes(environment.regimes().map(RegimeFiles::over).orElseGet(RegimeFiles::packaged)),
                        clock,
                        new SecureRandom()),
                new Log(System.out::println, clock, environment.functionName()));
    }

    private static Bus bus(Environment environment, Clients clients) {
        // Nobody else loads what it takes.
        return environment.fn().grants().contains(Grant.BUS_PUT)
                ? environment
                        .eventsAt()
                        .map(clients::at)
                        .orElse(clients)
                        .bus(environment.buses().getOrDefault(EventBus.SUITE, ""))
                : Bus.NOWHERE;
    }

    private static Checkpoints checkpoints(Environment environment, Clients clients) {
        if (!environment.fn().grants().contains(Grant.CHECKPOINTS_PUT)) {
            return Checkpoints.NOWHERE;
        }
        return environment
                .objectsAt()
                .map(clients::at)
                .orElse(clients)
                .checkpoints(environment.buckets().getOrDefault(Bucket.CHECKPOINTS, ""));
    }

    private OnAws() {}
}
