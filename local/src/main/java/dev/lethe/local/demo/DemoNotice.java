package dev.lethe.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The notice of the demo: two purposes that rest on consent, one on contract.
 *
 * @param id under which it is published
 * @param service the purpose that rests on contract
 * @param chats the purpose that people are asked for
 * @param training the purpose that nobody grants
 */
public record DemoNotice(String id, String service, String chats, String training) {
    /** As it stands in {@code examples}. */
    static final DemoNotice CHAT = new DemoNotice("chat", "service", "chat-history", "training");

    /** The same under a name of its own, with purposes of its own: no two notices of a tenant describe the same one. */
    static final DemoNotice SMOKE = new DemoNotice("smoke", "smoke-service", "smoke-chat-history", "smoke-training");

    /** The one of {@code examples}, as it is published. */
    public static byte[] text() {
        return CHAT.bytes();
    }

    private byte[] bytes() {
        try (var resource = DemoNotice.class.getResourceAsStream("/demo/notice.json")) {
            if (resource == null) {
                throw new IllegalStateException("the demo has its notice");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(quoted(CHAT.service), quoted(service))
                    .replace(quoted(CHAT.chats), quoted(chats))
                    .replace(quoted(CHAT.training), quoted(training))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's notice could not be read", e);
        }
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }

    /** Publishes the one of {@code examples}. */
    public static Http.Answer publish(URI api, String officerToken) {
        return CHAT.send(api, officerToken);
    }

    /** Publishes it. */
    Http.Answer send(URI api, String officerToken) {
        return new Http(api, officerToken).send("PUT", "/v1/notices/" + id, bytes());
    }
}
