package dev.lethe.local.operator;

import dev.lethe.local.evidence.ExportWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lethe evidence}. */
@Command(
        name = "evidence",
        description = "Evidence: take it out, so that anybody can check it with `lethe verify`.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = EvidenceCommand.Export.class)
public final class EvidenceCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        picocli.CommandLine.usage(this, System.out);
        return 0;
    }

    @Command(
            name = "export",
            description = {
                "Write all evidence into a directory: rows, signed checkpoints, and the keys to check them by.",
                "It names people by pseudonym only, and says what they decided: keep it as safe as the table."
            },
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Mixin
        private Target target = new Target();

        @Option(
                names = "--out",
                paramLabel = "DIR",
                required = true,
                description = "a directory in which nothing is yet")
        private Path out = Path.of("");

        @Option(
                names = "--bucket",
                paramLabel = "NAME",
                description = "of the deployment's checkpoints, with --aws (default: what its stacks call it)")
        private @Nullable String bucket;

        @Option(names = "--receipts", description = "sign every receipt anew, and put it beside")
        private boolean receipts;

        @Override
        public Integer call() throws IOException, InterruptedException {
            target.bucket = bucket;
            Consumer<String> others = System.out::println;
            try (var writer = ExportWriter.into(out, others)) {
                var code = target.run(
                        "evidence/export", Map.of("receipts", receipts), operator -> operator.export(receipts), writer);
                if (code == 0) {
                    System.out.println("written to " + out + "; check it: ./lethe verify " + out);
                }
                return code;
            } catch (FileAlreadyExistsException _) {
                System.err.println("lethe: something is in " + out + " already");
                return 2;
            }
        }
    }
}
