package dev.lethe.repeat;

import dev.lethe.crypto.Label;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Json;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers answers for a day, and gives them again to whoever sends the same request under the same key. */
public final class Repeats {
    public static final Duration MEMORY = Duration.ofDays(1);

    private final Vault vault;
    private final Answers answers;
    private final InstantSource clock;

    public Repeats(Vault vault, Answers answers, InstantSource clock) {
        this.vault = vault;
        this.answers = answers;
        this.clock = clock;
    }

    /** The key the request came with, if it came with one. */
    public Optional<RepeatKey> key(Request<?> request, Pseudonyms.OfTenant names) {
        return request.idempotencyKey()
                .map(key -> new RepeatKey(
                        request.tenant(),
                        names.idempotency(request.client(), key),
                        names.digest(
                                (request.method() + " " + request.rawPath()).getBytes(StandardCharsets.UTF_8),
                                request.rawBody())));
    }

    /** The answer given before, if there is one and it is not forgotten. */
    public Optional<Response> again(Optional<RepeatKey> key, Optional<Remembered> found) {
        if (key.isEmpty() || found.isEmpty() || !found.get().expiresAt().isAfter(clock.instant())) {
            return Optional.empty();
        }
        if (!found.get().key().digest().equals(key.get().digest())) {
            throw new Refused(Problem.OTHER_CONTENT);
        }
        return Optional.of(open(found.get()));
    }

    /** The answer given before, read by itself: for what is not about a person's file. */
    public Optional<Response> again(Optional<RepeatKey> key) {
        return again(key, key.flatMap(answers::find));
    }

    /** An answer, for writing together with what it answers. */
    public Optional<Remembered> remembering(Optional<RepeatKey> key, Response response) {
        return key.map(repeat -> seal(repeat, response));
    }

    /** Remembers the answer to a request that changed nothing; where another was faster, gives that one's. */
    public Response remember(Optional<RepeatKey> key, Response response) {
        if (key.isEmpty() || answers.remember(seal(key.get(), response))) {
            return response;
        }
        return again(key, answers.find(key.get())).orElse(response);
    }

    private Remembered seal(RepeatKey key, Response response) {
        var expiresAt = clock.instant().plus(MEMORY);
        var tree = new LinkedHashMap<String, Object>();
        tree.put("status", response.status());
        tree.put("headers", response.headers());
        tree.put("body", response.bodyText());
        return new Remembered(
                key,
                vault.sealForDay(label(key.tenant(), key.handle(), expiresAt), new Plaintext(Json.write(tree))),
                expiresAt);
    }

    private Response open(Remembered remembered) {
        var key = remembered.key();
        var text = vault.openForDay(label(key.tenant(), key.handle(), remembered.expiresAt()), remembered.answer());
        if (Json.read(text.bytes()).orElse(Map.of()) instanceof Map<?, ?> tree
                && tree.get("status") instanceof Integer status
                && tree.get("headers") instanceof Map<?, ?> written
                && tree.get("body") instanceof String body) {
            var headers = new LinkedHashMap<String, String>();
            written.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
            return new Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
        }
        throw new IllegalStateException("an answer opens as it was sealed");
    }

    private static Label label(Tenant tenant, String handle, Instant expiresAt) {
        return new Label(
                "records",
                tenant,
                Optional.empty(),
                "answer",
                "",
                handle,
                "answer",
                Optional.of(LocalDate.ofInstant(expiresAt, ZoneOffset.UTC)),
                1);
    }
}
