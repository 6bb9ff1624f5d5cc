package dev.lethe.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** The notice of the demo: two purposes that rest on consent, one on contract. */
public final class DemoNotice {

    static byte[] body() {
        try (var resource = DemoNotice.class.getResourceAsStream("/demo/notice.json")) {
            if (resource == null) {
                throw new IllegalStateException("the demo has its notice");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's notice could not be read", e);
        }
    }

    /** Publishes it. */
    public static Http.Answer publish(URI api, String officerToken) {
        return new Http(api, officerToken).send("PUT", "/v1/notices/chat", body());
    }

    private DemoNotice() {}
}
