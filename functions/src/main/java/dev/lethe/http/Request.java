package dev.lethe.http;

import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A call that has a route, an allowed caller and a readable body. */
public final class Request<B extends Record> {
    /** The longest a path or query parameter may be, in UTF-16 code units. */
    public static final int PARAMETER_MAX = 2_048;

    /** The longest an {@code Idempotency-Key} may be, in UTF-16 code units. */
    public static final int IDEMPOTENCY_KEY_MAX = 255;

    private final Call call;
    private final Map<String, String> path;
    private final B body;

    Request(Call call, Map<String, String> path, B body) {
        this.call = call;
        this.path = path;
        this.body = body;
    }

    public B body() {
        return body;
    }

    /** The bytes of the body, for digests. */
    public byte[] rawBody() {
        return call.body();
    }

    public String method() {
        return call.method();
    }

    public String rawPath() {
        return call.path();
    }

    /**
     * The caller of a route that asks for a token.
     *
     * @throws IllegalStateException on a public route
     */
    public Caller caller() {
        return call.caller().orElseThrow(() -> new IllegalStateException("a public route has no caller"));
    }

    public Tenant tenant() {
        return caller().tenant();
    }

    public ClientId client() {
        return caller().client();
    }

    /** Reads a path parameter as a {@code T}, or answers 400 naming it. */
    public <T> T path(String name, Function<String, T> parse) {
        return parse("path/" + name, path.getOrDefault(name, ""), parse);
    }

    /** Reads a query parameter as a {@code T} if it is there, or answers 400 naming it. */
    public <T> Optional<T> query(String name, Function<String, T> parse) {
        return Optional.ofNullable(call.query().get(name)).map(text -> parse("query/" + name, text, parse));
    }

    /** Reads a query parameter that must be there. */
    public <T> T queryRequired(String name, Function<String, T> parse) {
        return query(name, parse).orElseThrow(() -> new Malformed("query/" + name, "is required"));
    }

    /** The {@code Idempotency-Key} header: a repeat with the same content gets the same answer. */
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(call.headers().get("idempotency-key")).map(key -> {
            if (key.isEmpty() || key.length() > IDEMPOTENCY_KEY_MAX) {
                throw new Malformed("header/Idempotency-Key", "must be 1 to 255 characters");
            }
            return key;
        });
    }

    private static <T> T parse(String where, String text, Function<String, T> parse) {
        if (text.length() > PARAMETER_MAX) {
            throw new Malformed(where, "is too long");
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException _) {
            throw new Malformed(where, "is not of the right form");
        }
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
