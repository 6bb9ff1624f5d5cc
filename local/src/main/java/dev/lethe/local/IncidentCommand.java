package dev.lethe.local;

import dev.lethe.http.Json;
import dev.lethe.local.demo.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lethe incident}. */
@Command(
        name = "incident",
        description = "Open incidents, and see how they stand: of a suite that is up here, or of any other by --api.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IncidentCommand.Open.class,
            IncidentCommand.Listing.class,
            IncidentCommand.Show.class,
            IncidentCommand.Close.class
        })
final class IncidentCommand implements Callable<Integer> {
    private static final int REFUSED_MIN = 400;

    /** The size of a file of facts. */
    private static final int FACTS_BYTES_MAX = 1 << 20;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }

    /** Which suite, for whom, and how it is told. */
    static final class Api {
        @Option(
                names = "--port",
                defaultValue = "" + UpCommand.PORT,
                description = "port of `lethe up` (default: ${DEFAULT-VALUE})")
        int port;

        @Option(names = "--tenant", defaultValue = "demo", description = "of which tenant, there (default: demo)")
        String tenant = "";

        @Option(
                names = "--api",
                paramLabel = "URL",
                description = "of a suite elsewhere; with a responder's token in LETHE_TOKEN")
        Optional<URI> api = Optional.empty();

        @Option(names = "--token", defaultValue = "${env:LETHE_TOKEN}", hidden = true)
        Optional<String> token = Optional.empty();

        @Option(names = "--json", description = "print JSON, as the API answers")
        boolean json;

        @Spec
        CommandSpec spec = CommandSpec.create();

        private Http http() {
            if (api.isPresent()) {
                return new Http(
                        api.get(), token.orElseThrow(() -> wrong("--api: with a responder's token in LETHE_TOKEN")));
            }
            var here = URI.create("http://127.0.0.1:" + port);
            var issued = new Http(here, "").post("/_local/tokens", Map.of("role", "responder", "tenant", tenant));
            return new Http(here, issued.text("token"));
        }

        /** Prints an answer, or what is wrong; the exit code. */
        int tell(Http.Answer answer, Telling telling) {
            if (answer.status() >= REFUSED_MIN) {
                var err = spec.commandLine().getErr();
                err.println("lethe: " + answer.text("title"));
                for (var part : List.of("errors", "missing", "obligations")) {
                    answer.list(part).forEach(one -> err.println("  " + words(one)));
                }
                return 1;
            }
            if (json) {
                line(new String(Json.writePretty(answer.body()), StandardCharsets.UTF_8));
            } else {
                telling.tell(answer);
            }
            return 0;
        }

        private static String words(Object one) {
            return one instanceof Map<?, ?> error
                    ? error.get("pointer") + " " + error.get("detail")
                    : String.valueOf(one);
        }

        void line(String text) {
            spec.commandLine().getOut().println(text);
        }

        /** Says how an incident stands: a line for it, and one for each of its clocks. */
        void state(Map<?, ?> state) {
            line(state.get("incident") + "  " + state.get("triage")
                    + (Boolean.TRUE.equals(state.get("drill")) ? "  drill" : "")
                    + (state.containsKey("closedAt") ? "  closed " + state.get("closedAt") : ""));
            if (state.get("clocks") instanceof List<?> clocks) {
                clocks.forEach(one -> {
                    if (one instanceof Map<?, ?> clock) {
                        line("  %-9s %3s %%  %-20s  %s"
                                .formatted(
                                        clock.get("state"),
                                        clock.get("percent"),
                                        clock.containsKey("dueAt") ? clock.get("dueAt") : "no end",
                                        clock.get("obligation")));
                    }
                });
            }
        }

        ParameterException wrong(String says) {
            return new ParameterException(spec.commandLine(), says);
        }
    }

    /** How an answer is told. */
    @FunctionalInterface
    interface Telling {
        void tell(Http.Answer answer);
    }

    @Command(name = "open", description = "Open an incident.", mixinStandardHelpOptions = true)
    static final class Open implements Callable<Integer> {
        @Mixin
        Api api = new Api();

        @Option(
                names = "--detected",
                required = true,
                paramLabel = "INSTANT",
                description = "when something was noticed, such as 2026-11-24T02:00:00Z")
        String detected = "";

        @Option(names = "--summary", required = true, paramLabel = "TEXT", description = "what was seen; kept sealed")
        String summary = "";

        @Option(
                names = "--aware",
                paramLabel = "INSTANT",
                description = "since when it is reasonably certain that personal data were compromised")
        Optional<String> aware = Optional.empty();

        @Option(names = "--by", paramLabel = "WHO", description = "who says so; with --aware")
        Optional<String> by = Optional.empty();

        @Option(names = "--facts", paramLabel = "FILE", description = "what is known, as a file of JSON")
        Optional<Path> facts = Optional.empty();

        @Option(names = "--drill", description = "it is an exercise")
        boolean drill;

        @Override
        public Integer call() throws IOException {
            if (aware.isPresent() != by.isPresent()) {
                throw api.wrong("--aware and --by: both or neither");
            }
            var body = new LinkedHashMap<String, Object>();
            body.put("detectedAt", detected);
            body.put("description", Map.of("summary", summary));
            body.put("drill", drill);
            aware.ifPresent(at -> body.put("awareness", Map.of("at", at, "establishedBy", by.orElse(""))));
            if (facts.isPresent()) {
                body.put("facts", read(facts.get()));
            }
            return api.tell(api.http().post("/v1/incidents", body), answer -> api.state(answer.body()));
        }

        private Object read(Path file) throws IOException {
            if (!Files.isRegularFile(file) || Files.size(file) > FACTS_BYTES_MAX) {
                throw api.wrong("--facts: a file of at most " + FACTS_BYTES_MAX + " bytes");
            }
            return Json.read(Files.readAllBytes(file)).orElseThrow(() -> api.wrong("--facts: a file of JSON"));
        }
    }

    @Command(
            name = "list",
            description = "The register, newest first: twenty, and how the next are asked for.",
            mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        Api api = new Api();

        @Option(names = "--next", paramLabel = "INCIDENT", description = "behind this one")
        Optional<String> next = Optional.empty();

        @Override
        public Integer call() {
            return api.tell(
                    api.http()
                            .get("/v1/incidents"
                                    + next.map(last -> "?next=" + last).orElse("")),
                    answer -> {
                        answer.list("incidents").forEach(one -> {
                            if (one instanceof Map<?, ?> incident) {
                                api.line("%s  %-11s  open %s, overdue %s%s%s"
                                        .formatted(
                                                incident.get("incident"),
                                                incident.get("triage"),
                                                incident.get("unsettled"),
                                                incident.get("overdue"),
                                                incident.containsKey("nextDueAt")
                                                        ? ", next " + incident.get("nextDueAt")
                                                        : "",
                                                incident.containsKey("closedAt") ? ", closed" : ""));
                            }
                        });
                        if (answer.body().containsKey("next")) {
                            api.line("more: --next " + answer.text("next"));
                        }
                    });
        }
    }

    @Command(
            name = "show",
            description = "How an incident stands: its clocks, and its timeline.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        Api api = new Api();

        @Parameters(paramLabel = "INCIDENT")
        String incident = "";

        @Option(names = "--next", paramLabel = "ENTRY", description = "behind this entry")
        Optional<String> next = Optional.empty();

        @Override
        public Integer call() {
            var path = "/v1/incidents/" + incident
                    + next.map(last -> "?next=" + last).orElse("");
            return api.tell(api.http().get(path), answer -> {
                if (answer.body().get("state") instanceof Map<?, ?> state) {
                    api.state(state);
                }
                answer.list("timeline").forEach(one -> {
                    if (one instanceof Map<?, ?> entry) {
                        api.line("%4s  %s  %-11s  %s  %s"
                                .formatted(
                                        entry.get("entry"),
                                        entry.get("at"),
                                        entry.get("kind"),
                                        entry.get("by"),
                                        entry.containsKey("words")
                                                ? new String(Json.write(entry.get("words")), StandardCharsets.UTF_8)
                                                : "unreadable: its seal does not hold"));
                    }
                });
                if (!"true".equals(answer.text("whole"))) {
                    api.line("entries are missing: somebody has removed them");
                }
                if (answer.body().containsKey("next")) {
                    api.line("more: --next " + answer.text("next"));
                }
            });
        }
    }

    @Command(
            name = "close",
            description = "Close an incident, if nothing that follows from it is still to be done.",
            mixinStandardHelpOptions = true)
    static final class Close implements Callable<Integer> {
        @Mixin
        Api api = new Api();

        @Parameters(paramLabel = "INCIDENT")
        String incident = "";

        @Option(names = "--conclusion", required = true, paramLabel = "TEXT", description = "kept sealed")
        String conclusion = "";

        @Override
        public Integer call() {
            return api.tell(
                    api.http().post("/v1/incidents/" + incident + "/closures", Map.of("conclusion", conclusion)),
                    answer -> api.state(answer.body()));
        }
    }
}
