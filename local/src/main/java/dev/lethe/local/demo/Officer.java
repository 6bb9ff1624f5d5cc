package dev.lethe.local.demo;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.evidence.Signatures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a privacy officer does about how long things are kept: over HTTP, while time moves on. */
final class Officer {
    private static final String KEEP = "P7D";
    private static final String CERTIFICATE = "lethe-certificate+json";

    private final LocalWorld world;
    private final Http http;
    private final DemoNotice notice;
    private final Store store;
    private final Story story;

    Officer(LocalWorld world, DemoNotice notice, Store store, Story story) {
        this.world = world;
        this.http = new Http(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        this.notice = notice;
        this.store = store;
        this.story = story;
    }

    /**
     * Has chats kept for a week instead of a month.
     *
     * @param chats how many messages that is about
     */
    void shortens(int chats) {
        story.chapter("The privacy officer keeps chats for a week instead of a month");
        var schedule = Map.of(
                "locale", "en",
                "rules",
                        List.of(Map.of(
                                "purpose",
                                notice.chats(),
                                "category",
                                "message-text",
                                "keep",
                                KEEP,
                                "reasons",
                                Map.of("en", "A week will do"))),
                "evidence", List.of());
        var preview = http.post("/v1/retention-schedule/previews", schedule);
        story.call("POST /v1/retention-schedule/previews", preview, 202);
        world.advance("PT1M");
        var told = run(preview.text("run"));
        story.promise(
                "the preview counts: " + count(told, "sooner") + " messages would go sooner, " + count(told, "kept")
                        + " stay as they are",
                count(told, "sooner"),
                (long) chats);
        var before = expiries();
        var published = http.send("PUT", "/v1/retention-schedule", Json.write(schedule));
        story.call("PUT /v1/retention-schedule", published, 201);
        story.promise("what is stored has not changed yet", expiries(), before);
        world.advance("PT21M");
        var ran = run(published.text("run"));
        story.promise(
                "twenty minutes later it is planned anew, as the preview said: " + count(ran, "sooner") + " messages",
                count(ran, "sooner"),
                count(told, "sooner"));
        week(chats, expiries().getFirst().substring(0, 10));
    }

    private void week(int chats, String day) {
        var left = store.rows(Table.RECORDS, "MESSAGE").size() - chats;
        world.advance("P8D");
        story.promise(
                "a week later they are gone: "
                        + store.rows(Table.RECORDS, "MESSAGE").size() + " message left",
                store.rows(Table.RECORDS, "MESSAGE").size(),
                left);
        var purges = http.get("/v1/purges");
        story.promise(
                "GET /v1/purges: the last one left nothing to do",
                purges.text("lastSuccessAt"),
                purges.text("lastRunAt"));
        var certificate = http.get("/v1/certificates/" + day);
        story.call("GET /v1/certificates/{day}: that day's key is destroyed, signed", certificate, 200);
        var site = world.register(LocalWorld.DEMO).value();
        var keys = new Http(world.uri(), "").get("/v1/public/" + site + "/jwks.json");
        var signatures = new Signatures(new String(Json.write(keys.body()), StandardCharsets.UTF_8));
        var jws = certificate.text("jws");
        story.promise(
                "anybody can check the signature by the site's jwks.json: it is of that very certificate",
                signatures.signed(ascii(jws), CERTIFICATE).orElse(Map.of()),
                certificate.body().get("certificate") instanceof Map<?, ?> signed
                        ? signed
                        : Map.of("no", "certificate"));
        var parts = jws.split("\\.", -1);
        story.promise(
                "with another day in it, the signature does not hold",
                signatures
                        .signed(ascii(parts[0] + "." + "A" + parts[1].substring(1) + "." + parts[2]), CERTIFICATE)
                        .isPresent(),
                false);
    }

    /** Whether everything that is kept was looked at, whatever index rows say, and what of it had been missed. */
    void verified() {
        var purges = http.get("/v1/purges");
        story.promise(
                "GET /v1/purges: all that is kept was looked at, row by row: " + purges.text("missed") + " missed",
                List.of(purges.body().containsKey("verifiedAt"), purges.text("missed")),
                List.of(true, "0"));
    }

    private Http.Answer run(String run) {
        return http.get("/v1/retention-runs/" + run);
    }

    private static long count(Http.Answer run, String what) {
        return run.list("categories").stream()
                .filter(one -> one instanceof Map<?, ?> map && "message-text".equals(map.get("category")))
                .mapToLong(one ->
                        one instanceof Map<?, ?> map && map.get(what) instanceof Number number ? number.longValue() : 0)
                .sum();
    }

    /** When what is stored goes, the soonest first. */
    private List<String> expiries() {
        return store.rows(Table.RECORDS, "MESSAGE").stream()
                .map(row -> Store.text(row, "expiresAt"))
                .sorted()
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
