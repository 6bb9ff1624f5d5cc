package dev.lethe.local.operator;

import dev.lethe.api.Bucket;
import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import dev.lethe.lambda.Log;
import dev.lethe.lambda.Suite;
import dev.lethe.lambda.World;
import dev.lethe.local.engine.MasterKeys;
import dev.lethe.local.engine.Tables;
import dev.lethe.local.evidence.KeptCheckpoints;
import dev.lethe.local.evidence.S3KeptCheckpoints;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** A suite that is deployed on AWS, or on any endpoint that answers as AWS does, with the operator's own credentials. */
final class Deployment {
    /** Where an ARN has its account. */
    private static final int ACCOUNT = 4;

    private final String prefix;
    private final Clients clients;

    /**
     * Connects to one.
     *
     * @param prefix of the deployment's tables and aliases
     * @param endpoint of AWS, where it is another
     */
    Deployment(String prefix, Optional<URI> endpoint) {
        this.prefix = prefix;
        this.clients = new Clients(
                DefaultAwsRegionProviderChain.builder().build().getRegion(),
                DefaultCredentialsProvider.builder().build(),
                endpoint,
                Clients.timeouts());
    }

    Suite suite() {
        var clock = Clock.systemUTC();
        return new Suite(
                new World(
                        clients.dynamo(),
                        clients.kms(),
                        Tables.names(prefix),
                        MasterKeys.aliases(prefix),
                        clock,
                        new SecureRandom()),
                new Log(System.err::println, clock));
    }

    /**
     * The bucket of checkpoints, looked for when it is first asked.
     *
     * @param name absent for what the deployment's stacks call it, which its account is part of
     */
    KeptCheckpoints checkpoints(Optional<String> name) {
        return each -> new S3KeptCheckpoints(
                        clients,
                        name.orElseGet(() -> Bucket.CHECKPOINTS.deployedName(
                                prefix, account(), clients.region().id())))
                .each(each);
    }

    private String account() {
        try (var dynamo = clients.dynamo()) {
            var table = Table.EVIDENCE.deployedName(prefix);
            return dynamo.describeTable(r -> r.tableName(table))
                    .table()
                    .tableArn()
                    .split(":", -1)[ACCOUNT];
        }
    }
}
