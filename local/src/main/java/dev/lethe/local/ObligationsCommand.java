package dev.lethe.local;

import dev.lethe.breach.BreachFacts;
import dev.lethe.breach.CheckedFacts;
import dev.lethe.breach.ObligationRules;
import dev.lethe.breach.ObligationsView;
import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.http.Shape;
import dev.lethe.regime.Regimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lethe obligations}. */
@Command(
        name = "obligations",
        description =
                "Tell whom the law wants told of a breach, by when, how long that is, under which rule, and who need not be.",
        footer = "An example of the facts is in examples/breach.json. No legal advice.",
        mixinStandardHelpOptions = true)
final class ObligationsCommand implements Callable<Integer> {
    /** The size of a file of facts. */
    private static final int FACTS_BYTES_MAX = 1 << 20;

    @Parameters(paramLabel = "FACTS", description = "what is known of the breach, as a file of JSON")
    Path file = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "as of this moment, such as 2026-11-24T03:00:00+01:00 (default: now)")
    Optional<String> at = Optional.empty();

    @Option(names = "--json", description = "print JSON, as POST /v1/obligations answers")
    boolean json;

    @Mixin
    RegimesOption own = new RegimesOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var regimes = new Regimes(own.files());
        var now = at.map(this::instant).orElseGet(InstantSource.system()::instant);
        BreachFacts facts;
        try {
            facts = CheckedFacts.checked(read(), regimes, now);
        } catch (Malformed malformed) {
            malformed.wrongs().forEach(wrong -> spec.commandLine()
                    .getErr()
                    .println("lethe: " + (wrong.pointer().isEmpty() ? "the facts" : wrong.pointer()) + " "
                            + wrong.detail()));
            return 2;
        }
        var view = ObligationsView.of(new ObligationRules(regimes).of(facts), now);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.writePretty(Shape.tree(view)), StandardCharsets.UTF_8));
        } else {
            new ObligationsTable(view).print(out);
        }
        return 0;
    }

    private BreachFacts read() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > FACTS_BYTES_MAX) {
                throw wrong("FACTS: a file of at most " + FACTS_BYTES_MAX + " bytes");
            }
            var tree = Json.read(Files.readAllBytes(file)).orElseThrow(() -> wrong("FACTS: a file of JSON"));
            return Shape.of(BreachFacts.class).read(tree);
        } catch (IOException _) {
            throw wrong("FACTS: a file that can be read");
        }
    }

    private Instant instant(String typed) {
        try {
            return OffsetDateTime.parse(typed).toInstant();
        } catch (DateTimeException _) {
            throw wrong("--at: an instant such as 2026-11-24T03:00:00+01:00");
        }
    }

    private ParameterException wrong(String says) {
        return new ParameterException(spec.commandLine(), says);
    }
}
