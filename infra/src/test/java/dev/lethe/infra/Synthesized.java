package dev.lethe.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;

/**
 * The templates of the production example, made once for all tests; the functions' zip is a stand-in, so that what is compared
 * does not change with every line of code.
 */
final class Synthesized {
    static final Deployment PROD = DeploymentFile.read(Project.read("infra/config/prod.json"));

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where they are. */
    static final Path OUT = synth();

    /** Every stack, by what its promise is called. */
    static Templates templates() {
        var templates = new TreeMap<String, JsonNode>();
        files(".template.json")
                .forEach((name, tree) ->
                        templates.put(name.substring(PROD.prefix().length() + 1), tree));
        return new Templates(templates);
    }

    /** What is told of each stack's constructs beside its template: what the checks of AWS's solutions found is there. */
    static Map<String, JsonNode> told() {
        return files(".metadata.json");
    }

    private static Map<String, JsonNode> files(String ending) {
        try (var files = Files.list(OUT)) {
            var trees = new TreeMap<String, JsonNode>();
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(ending)) {
                    trees.put(name.substring(0, name.length() - ending.length()), JSON.readTree(file.toFile()));
                }
            }
            return trees;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path synth() {
        try {
            var home = Files.createTempDirectory("templates");
            var asset = Files.writeString(home.resolve("functions.zip"), "not the functions");
            var app = new App(AppProps.builder()
                    .outdir(home.resolve("out").toString())
                    .analyticsReporting(false)
                    .build());
            var _ = new Stacks(app, PROD, asset.toString());
            Aspects.of(app)
                    .add(AwsSolutionsChecks.Builder.create().reports(false).build());
            return Path.of(app.synth().getDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Synthesized() {}
}
