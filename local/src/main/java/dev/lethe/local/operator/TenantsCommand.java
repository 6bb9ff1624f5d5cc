package dev.lethe.local.operator;

import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lethe tenants}. */
@Command(
        name = "tenants",
        description = "Who a deployed suite works for. On this machine, `lethe token --tenant NAME` lets a tenant in.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = TenantsCommand.Add.class)
public final class TenantsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        picocli.CommandLine.usage(this, System.out);
        return 0;
    }

    @Command(
            name = "add",
            description = {
                "Let a tenant in, and clients of the user pool that call for it. The first one opens the suite.",
                "May be run again with more clients."
            },
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Parameters(paramLabel = "TENANT", description = "small letters, digits and hyphens")
        private String tenant = "";

        @Option(names = "--client", paramLabel = "ID", description = "a client of the user pool; may be repeated")
        private List<String> clients = new ArrayList<>();

        @Option(
                names = "--prefix",
                defaultValue = "lethe",
                description = "of the deployment's tables and keys (default: ${DEFAULT-VALUE})")
        private String prefix = "";

        @Option(
                names = "--endpoint",
                paramLabel = "URL",
                defaultValue = "${env:LETHE_AWS_ENDPOINT}",
                description = "of whatever answers as AWS does (default: what LETHE_AWS_ENDPOINT says, or AWS)")
        private @Nullable URI endpoint;

        @Override
        public Integer call() {
            var operator =
                    new Operator(new Deployment(prefix, Optional.ofNullable(endpoint)).suite(), System.out::println);
            return operator.admit(
                            new Tenant(tenant),
                            clients.stream().map(ClientId::new).toList())
                    ? 0
                    : 1;
        }
    }
}
