package dev.lethe.local.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lethe verify}. */
@Command(
        name = "verify",
        description = {
            "Check an export of evidence by itself, without network: that chains hold together, that rows are as they were when"
                    + " they were anchored, that checkpoints and receipts are signed.",
            "Says what holds, what does not, and what cannot be known."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was found that does not hold",
            "1:something does not hold",
            "2:it is no export, or too large a one"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "what `lethe evidence export --out DIR` wrote")
    private Path directory = Path.of("");

    @Option(
            names = "--jwks",
            paramLabel = "FILE",
            description = "keys to check signatures by, as the site publishes them (default: those of the export)")
    private @Nullable Path jwks;

    @Option(names = "--json", description = "tell it to a program")
    private boolean json;

    @Override
    public Integer call() {
        try {
            var findings = new Verification(directory, Optional.ofNullable(jwks)).run();
            if (json) {
                System.out.println(findings.json());
            } else {
                findings.text().forEach(System.out::println);
            }
            return findings.sound() ? 0 : 1;
        } catch (NotVerifiable e) {
            System.err.println("lethe: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("lethe: it cannot be read: " + e.getMessage());
            return 2;
        }
    }
}
