package dev.lethe.local.operator;

import dev.lethe.aws.Clients;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.local.engine.MasterKeys;
import dev.lethe.local.engine.Tables;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** A suite that is deployed on AWS, or on any endpoint that answers as AWS does, with the operator's own credentials. */
final class Deployment {
    /**
     * Connects to one.
     *
     * @param prefix of the deployment's tables and aliases
     * @param endpoint of AWS, where it is another
     */
    static Suite suite(String prefix, Optional<URI> endpoint) {
        var clients = new Clients(
                DefaultAwsRegionProviderChain.builder().build().getRegion(),
                DefaultCredentialsProvider.builder().build(),
                endpoint,
                Clients.timeouts());
        var keys = MasterKeys.aliases(prefix);
        var tables = Tables.names(prefix);
        var clock = Clock.systemUTC();
        return new Suite(
                new Suite.World(clients.dynamo(), clients.kms(), tables, keys, clock, new SecureRandom()),
                new Log(System.err::println, clock));
    }

    private Deployment() {}
}
