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

/** Answers {@code READ_PROBLEM} and {@code READ_OPENAPI} from documents that are part of the suite. */
final class ReadDocument implements Endpoint<Nothing> {
    private static final String PARAMETER = "slug";

    private final String summary;
    private final String contentType;
    private final Map<String, String> documents;

    /** @param documents their resources, by what is asked for; read when they are, since hardly anybody asks */
    private ReadDocument(String summary, String contentType, Map<String, String> documents) {
        this.summary = summary;
        this.contentType = contentType;
        this.documents = documents;
    }

    static ReadDocument problems() {
        var documents = new LinkedHashMap<String, String>();
        Arrays.stream(Problem.values())
                .forEach(problem -> documents.put(problem.slug(), "/problems/" + problem.slug() + ".md"));
        return new ReadDocument("Read what a problem means", "text/markdown; charset=utf-8", documents);
    }

    static ReadDocument openapi() {
        return new ReadDocument("Read this API's description", "application/json", Map.of("", "/openapi.json"));
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
        return Response.text(contentType, resource(document)).with("Cache-Control", "public, max-age=300");
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
