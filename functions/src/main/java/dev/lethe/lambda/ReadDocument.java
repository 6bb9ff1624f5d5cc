package dev.lethe.lambda;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers with documents that are part of the suite: problems, this API's description, and the officers' page. */
final class ReadDocument implements Endpoint<Nothing> {
    /** Nothing but what this site itself serves is loaded or called, nothing inline runs, and no other page frames it. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PARAMETER = "slug";

    /** A resource, read when it is asked for, since hardly anybody asks. */
    private record Document(String contentType, String resource) {}

    private final String summary;
    private final Map<String, Document> documents;

    /** @param documents by what is asked for */
    private ReadDocument(String summary, Map<String, Document> documents) {
        this.summary = summary;
        this.documents = documents;
    }

    static ReadDocument problems() {
        var documents = new LinkedHashMap<String, Document>();
        Arrays.stream(Problem.values())
                .forEach(problem -> documents.put(
                        problem.slug(),
                        new Document("text/markdown; charset=utf-8", "/problems/" + problem.slug() + ".md")));
        return new ReadDocument("Read what a problem means", documents);
    }

    static ReadDocument openapi() {
        return new ReadDocument(
                "Read this API's description", Map.of("", new Document("application/json", "/openapi.json")));
    }

    static ReadDocument console() {
        return new ReadDocument(
                "Open the officers' page: purges, runs and the schedule",
                Map.of("", new Document("text/html; charset=utf-8", "/console/console.html")));
    }

    static ReadDocument consoleParts() {
        return new ReadDocument(
                "Read the script and the style of the officers' page",
                Map.of(
                        "console.js",
                        new Document("text/javascript; charset=utf-8", "/console/console.js"),
                        "console.css",
                        new Document("text/css; charset=utf-8", "/console/console.css")));
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading(summary).refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var document = documents.get(request.path(PARAMETER, slug -> slug));
        if (document == null) {
            throw new Refused(Problem.NOT_FOUND);
        }
        return Response.text(document.contentType, resource(document.resource))
                .with("Cache-Control", "public, max-age=300")
                .with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static byte[] resource(String name) {
        try (var stream = ReadDocument.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("a document is part of the suite");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a document could not be read", e);
        }
    }
}
