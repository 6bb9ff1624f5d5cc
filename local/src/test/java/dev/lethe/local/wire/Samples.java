package dev.lethe.local.wire;

import dev.lethe.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A valid body for every route that takes one, with canaries wherever text is free. */
final class Samples {
    static final String CANARY = "canary-9f3b7c";

    /** None that is there. */
    static final String INCIDENT = "/v1/incidents/inc_" + "0".repeat(26);

    private static final String SCHEDULE = """
            {"locale": "en", "rules": [{"purpose": "service", "category": "message-text", "regimes": ["eu_gdpr"],
             "keep": "P7D", "reasons": {"en": "Until it is done"}}],
             "evidence": [{"kind": "accesses", "keep": "P3Y", "ground": "To show who read what", "source": "BGB § 195"}]}\
            """;

    /** By operation: a path and a body that the route takes. */
    record Sample(String path, Object body) {}

    static Map<String, Sample> all() {
        var samples = new LinkedHashMap<String, Sample>();
        samples.put("put-subject", sample("/v1/subjects", """
            {"subject": {"channel": "messenger", "userId": "canary-9f3b7c-1"}, "locale": "de", "residence": "DE-BE",
             "ageBand": "adult", "contacts": {"email": "canary-9f3b7c@example.org", "phone": "+4915112345678",
             "postal": "canary-9f3b7c"}}\
            """));
        samples.put("publish-notice", new Sample("/v1/notices/wire", notice()));
        samples.put("preview-notice", new Sample("/v1/notices/wire/previews", notice()));
        samples.put("capture-consent", sample("/v1/consents", """
            {"subject": {"channel": "messenger", "userId": "canary-9f3b7c-2"}, "notice": {"id": "chat", "version": 1},
             "decisions": [{"purpose": "chat-history", "decision": "grant", "said": "canary-9f3b7c"}], "locale": "en"}\
            """));
        samples.put("check-permissions", sample("/v1/permissions", """
            {"subject": {"channel": "messenger", "userId": "canary-9f3b7c-3"}, "purposes": ["chat-history"],
             "locale": "en", "session": {"startedAt": "2026-01-31T12:00:00Z", "disclosedAt": "2026-01-31T12:00:01Z",
             "askedAt": "2026-01-31T12:00:02Z"}}\
            """));
        samples.put("ingest-messages", sample("/v1/messages", """
            {"subject": {"channel": "messenger", "userId": "canary-9f3b7c-4"}, "conversationId": "canary-9f3b7c",
             "purposes": ["service"], "locale": "en", "messages": [{"messageId": "canary-9f3b7c", "author": "person",
             "text": "canary-9f3b7c", "sentAt": "2026-01-31T12:00:00Z",
             "attachments": [{"kind": "image", "reference": "canary-9f3b7c"}]}]}\
            """));
        samples.put("open-request", sample("/v1/requests", """
            {"subject": {"channel": "messenger", "userId": "canary-9f3b7c-5"}, "type": "erasure"}\
            """));
        samples.put("overrule-objection", sample("/v1/subjects/sub1_aaaaaaaaaaaaaaaaaaaaaaaaaa/grounds", """
            {"purpose": "chat-history", "ground": "canary-9f3b7c is needed for a claim"}\
            """));
        samples.put("publish-schedule", sample("/v1/retention-schedule", SCHEDULE));
        samples.put("preview-schedule", sample("/v1/retention-schedule/previews", SCHEDULE));
        samples.put("find-obligations", sample("/v1/obligations", """
            {"detectedAt": "2025-10-24T13:00:00Z", "awareAt": "2025-10-24T14:20:00Z", "role": "controller",
             "milestones": {"discoveredAt": "2025-10-24T14:00:00Z"},
             "affected": [{"place": "DE", "persons": 1800, "exactness": "at-least", "minors": 3}], "establishments": ["DE"],
             "data": ["messages"], "encrypted": true, "keys": "exposed", "risk": "high", "seriousHarm": true, "malicious": true,
             "highRiskRemoved": false, "noticeDisproportionate": false, "circumstances": ["small-agent"],
             "delayedUntil": "2025-11-24T00:00:00Z",
             "sent": [{"obligation": "eu_gdpr.breach.sa/due/supervisory-authority", "at": "2025-10-25T14:20:00Z"}],
             "severity": {"data": [{"kind": "simple", "context": "simple-profile", "because": "canary-9f3b7c"}],
             "identification": "maximum", "confidentiality": "unknown-recipients", "integrity": "no-wrong-use",
             "availability": "no-difficulty", "because": "canary-9f3b7c"}}\
            """));
        samples.put("open-incident", sample("/v1/incidents", """
            {"detectedAt": "2025-10-24T13:00:00Z", "drill": true,
             "description": {"summary": "canary-9f3b7c", "cause": "canary-9f3b7c", "effects": "canary-9f3b7c",
             "systems": ["canary-9f3b7c"]},
             "awareness": {"at": "2025-10-24T14:20:00Z", "establishedBy": "canary-9f3b7c", "because": "canary-9f3b7c"},
             "facts": {"detectedAt": "2025-10-24T13:00:00Z", "role": "controller",
             "affected": [{"place": "DE", "persons": 1800}], "establishments": ["DE"], "data": ["messages"], "risk": "high"}}\
            """));
        samples.put("record-entry", sample(INCIDENT + "/entries", """
            {"plan": {"sort": "lesson", "text": "canary-9f3b7c", "dueOn": "2099-12-31"}}\
            """));
        samples.put("assess-incident", sample(INCIDENT + "/assessments", """
            {"answers": {"data": [{"kind": "simple", "context": "simple-profile", "because": "canary-9f3b7c"}],
             "identification": "maximum", "confidentiality": "unknown-recipients", "integrity": "no-wrong-use",
             "availability": "no-difficulty", "because": "canary-9f3b7c"}, "risk": "high", "seriousHarm": true}\
            """));
        samples.put("record-deed", sample(INCIDENT + "/deeds", """
            {"obligation": "eu_gdpr.breach.sa/due/supervisory-authority", "doneAt": "2025-10-25T14:20:00Z",
             "to": "canary-9f3b7c", "reference": "canary-9f3b7c"}\
            """));
        samples.put("open-scope", sample(INCIDENT + "/scopes", """
            {"from": "2025-10-01T00:00:00Z", "to": "2025-10-24T13:00:00Z", "channel": "telegram",
             "conversation": "cnv_aaaaaaaaaaaaaaaaaaaaaaaaaa"}\
            """));
        samples.put("close-incident", sample(INCIDENT + "/closures", """
            {"conclusion": "canary-9f3b7c"}\
            """));
        samples.put(
                "pause-purges",
                new Sample(
                        "/v1/purge-pause",
                        Map.of(
                                "reason",
                                "We look into it",
                                "until",
                                LocalDate.now(ZoneOffset.UTC).plusDays(3) + "T00:00:00Z")));
        samples.put(
                "place-hold",
                new Sample(
                        "/v1/holds",
                        Map.of(
                                "subject",
                                "sub1_" + "a".repeat(26),
                                "conversation",
                                "cnv_" + "a".repeat(26),
                                "reference",
                                "canary-9f3b7c",
                                "reviewOn",
                                LocalDate.now(ZoneOffset.UTC).plusDays(90).toString())));
        return samples;
    }

    static Sample of(String operation) {
        return Optional.ofNullable(all().get(operation))
                .orElseThrow(() -> new AssertionError("there is no valid sample for " + operation));
    }

    private static Sample sample(String path, String body) {
        return new Sample(path, tree(body));
    }

    private static Object tree(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** The example's notice under other purposes, for a purpose belongs to one notice. */
    private static Object notice() {
        try {
            var text = Files.readString(Path.of(System.getProperty("lethe.root", ".."), "examples", "notice.json"));
            return tree(text.replace("chat-history", "wire-history")
                    .replace("\"service\"", "\"wire-service\"")
                    .replace("\"training\"", "\"wire-training\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Samples() {}
}
