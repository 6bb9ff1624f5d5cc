package dev.lethe.local.console;

import dev.lethe.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, spoken to in the Chrome DevTools Protocol. */
final class Browser implements AutoCloseable {
    private static final List<String> PLACES = List.of(
            "/usr/lib/chromium/chromium-headless-shell",
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/google-chrome");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String LISTENING = "DevTools listening on ";
    private static final int ANSWER_SECONDS_MAX = 30;
    private static final int LINES_MAX = 200;

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<Map<?, ?>>> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private String session = "";

    /** Where one is installed; {@code LETHE_BROWSER} names another. */
    static Optional<Path> installed() {
        return Stream.concat(Stream.ofNullable(System.getenv("LETHE_BROWSER")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param language that people who use it read */
    Browser(Path program, Path profile, String language) throws IOException {
        this.process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--accept-lang=" + language,
                        "--lang=" + language,
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        this.socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create(address()), new Answers())
                .join();
        var target = String.valueOf(
                call("Target.createTarget", Map.of("url", "about:blank")).get("targetId"));
        session = String.valueOf(call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId"));
    }

    private String address() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var n = 0; n < LINES_MAX; n++) {
            var line = lines.readLine();
            if (line == null) {
                break;
            }
            if (line.startsWith(LISTENING)) {
                return line.substring(LISTENING.length()).trim();
            }
        }
        throw new IOException("the browser does not listen");
    }

    /** Takes answers, which may come in parts; what nobody asked for is left alone. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                var said = Json.read(parts.toString().getBytes(StandardCharsets.UTF_8));
                parts.setLength(0);
                said.ifPresent(this::take);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(Object said) {
            if (said instanceof Map<?, ?> map && map.get("id") instanceof Number id) {
                var waiting = awaited.remove(id.intValue());
                if (waiting != null) {
                    waiting.complete(map.get("result") instanceof Map<?, ?> result ? result : Map.of("error", map));
                }
            }
        }
    }

    Map<?, ?> call(String method, Map<String, Object> parameters) {
        var id = calls.incrementAndGet();
        var answer = new CompletableFuture<Map<?, ?>>();
        awaited.put(id, answer);
        var message = new LinkedHashMap<String, Object>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(new String(Json.write(message), StandardCharsets.UTF_8), true)
                .join();
        return answer.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    /** What an expression comes to, once it is settled. */
    Object evaluate(String expression) {
        var answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.get("result") instanceof Map<?, ?> result && !answer.containsKey("exceptionDetails")) {
            var value = result.get("value");
            return value == null ? "" : value;
        }
        throw new AssertionError("the page failed: " + answer);
    }

    /** Opens a page, and comes back when it is there. */
    void open(URI page) {
        call("Page.navigate", Map.of("url", page.toString()));
        evaluate("new Promise(done => { const look = () => location.href !== 'about:blank'"
                + " && document.readyState === 'complete' ? done(true) : setTimeout(look, 10); look(); })");
    }

    /** Comes back when the expression is true. */
    void until(String expression) {
        evaluate("new Promise((done, failed) => { const look = n => " + expression
                + " ? done(true) : n ? setTimeout(() => look(n - 1), 20) : failed('never'); look(500); })");
    }

    /** Types a key, as somebody at a keyboard does. */
    void press(String key, int code, String text) {
        for (var type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type", type,
                            "key", key,
                            "code", key,
                            "windowsVirtualKeyCode", code,
                            "text", type.equals("keyDown") ? text : ""));
        }
    }

    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            process.getInputStream().close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
