package dev.lethe.local;

import dev.lethe.regime.RegimeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose regimes a command goes by. */
final class RegimesOption {
    @Option(
            names = "--regimes",
            paramLabel = "DIR",
            description =
                    "regimes of your own, over those that come with the suite; see docs/adr/0020-regimes-are-data.md")
    Optional<Path> directory = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    RegimeFiles files() {
        if (directory.filter(given -> !Files.isDirectory(given)).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--regimes: a directory");
        }
        return directory.map(RegimeFiles::over).orElseGet(RegimeFiles::packaged);
    }
}
