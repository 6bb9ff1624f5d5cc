package dev.lethe.lambda;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Grant;
import dev.lethe.aws.Clients;
import dev.lethe.event.Bus;
import dev.lethe.regime.RegimeFiles;
import dev.lethe.regime.Regimes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The suite on AWS. */
final class OnAws {

    /** The suite as a function's environment says. */
    static Suite suite(Environment environment) {
        var clients = new Clients(
                Region.of(environment.region()),
                // Behind a snapshot, credentials come from the container, not from the environment.
                DefaultCredentialsProvider.builder().build(),
                Optional.empty(),
                Clients.timeouts());
        var objects = environment.objectsAt().map(clients::at).orElse(clients);
        var clock = Clock.systemUTC();
        return new Suite(
                new World(
                        clients.dynamo(),
                        clients.kms(),
                        environment.tables(),
                        environment.masterKeys(),
                        objects.checkpoints(environment.buckets().getOrDefault(Bucket.CHECKPOINTS, "")),
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

    private OnAws() {}
}
