package dev.lethe.local.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bot that remembers lawfully, in three calls: it stores what was said; where it may not yet, it asks what the suite tells
 * it to ask and posts the button that was pressed; then it stores again. {@code examples/bot.py} does the same.
 */
final class SampleBot {
    private final Http api;

    SampleBot(URI api, String token) {
        this.api = new Http(api, token);
    }

    /** Stores messages for a purpose, as far as there is a basis. */
    Http.Answer remember(Person person, String purpose, List<Map<String, Object>> messages) {
        return api.post(
                "/v1/messages",
                Map.of(
                        "subject", person.account(),
                        "conversationId", person.conversationId(),
                        "purposes", List.of(purpose),
                        "messages", messages));
    }

    /** Posts the button that a person pressed when they were shown an ask. */
    Http.Answer pressed(Person person, String ask, String button) {
        return api.post("/v1/consents", Map.of("subject", person.account(), "ask", ask, "button", button));
    }

    /** Passes on that a person takes a yes back. */
    Http.Answer withdraw(Person person, String purpose) {
        return api.post(
                "/v1/consents",
                Map.of(
                        "subject", person.account(),
                        "decisions", List.of(Map.of("purpose", purpose, "decision", "withdraw"))));
    }

    /** Passes on that a person wants to be forgotten. */
    Http.Answer forget(Person person) {
        return api.post("/v1/requests", Map.of("subject", person.account(), "type", "erasure"));
    }

    /** How far a request has come. */
    Http.Answer progress(String request) {
        return api.get("/v1/requests/" + request);
    }

    /** Reads a conversation back for a purpose, page by page. */
    Http.Answer recall(String subject, String conversation, String purpose, Optional<String> next) {
        return api.get("/v1/subjects/" + subject + "/conversations/" + conversation + "/messages?purpose=" + purpose
                + next.map(cursor -> "&next=" + cursor).orElse(""));
    }
}
