package dev.lethe.local.demo;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What happens over HTTP alone: the same against this machine's suite and against any deployment. */
final class Scenes {
    /** What an id in an answer looks like; anything else does not get into a path. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final URI api;
    private final Story story;
    private final SampleBot bot;
    private final DemoNotice notice;
    private int stored;

    /** Whom the suite's handles stand for, as its answers tell. */
    record Handle(String subject, String conversation) {}

    /** @param notice which purposes the bot asks for */
    Scenes(URI api, String botToken, DemoNotice notice, Story story) {
        this.api = api;
        this.story = story;
        this.notice = notice;
        this.bot = new SampleBot(api, botToken);
    }

    SampleBot bot() {
        return bot;
    }

    /** How many messages were accepted. */
    int stored() {
        return stored;
    }

    /** @param statuses what a publication may be answered with: one that stands already is not published again */
    void publish(String officerToken, Set<Integer> statuses) {
        story.chapter("The privacy officer publishes a notice");
        var published = notice.send(api, officerToken);
        story.promise(
                "PUT /v1/notices/" + notice.id() + " → " + published.status(),
                statuses.contains(published.status()) ? statuses : published.status(),
                statuses);
        var read = new Http(api, "").get("/v1/public/" + id(published.text("site")) + "/notices/" + notice.id());
        story.call("GET /v1/public/{site}/notices/" + notice.id() + ", by anyone, without a token", read, 200);
        story.promise(
                "three purposes: " + notice.service() + " (contract), " + notice.chats() + " and " + notice.training()
                        + " (consent)",
                read.list("purposes").stream()
                        .map(terms -> terms instanceof Map<?, ?> map ? String.valueOf(map.get("purpose")) : "")
                        .collect(Collectors.toSet()),
                Set.of(notice.service(), notice.chats(), notice.training()));
    }

    Handle agree(Person person) {
        story.chapter(person.who() + " (" + person.channel() + ")");
        story.says("person", person.opening());
        var before = bot.remember(person, notice.chats(), person.messages());
        story.refused("POST /v1/messages, before anybody was asked", before, 403, "consent-required");
        story.says("bot", before.text("ask", "say"));
        story.says("person", "[Yes, remember]");
        var pressed = bot.pressed(person, before.text("ask", "ask"), "grant." + notice.chats());
        story.call("POST /v1/consents", pressed, 201);
        var remembered = bot.remember(person, notice.chats(), person.messages());
        story.call("POST /v1/messages, " + person.messages().size() + " messages, sealed", remembered, 201);
        stored += remembered.list("messages").size();
        var again = bot.remember(person, notice.chats(), person.messages());
        story.promise("the same request sent again gets the same answer → " + again.status(), again, remembered);
        return new Handle(id(remembered.text("subject")), id(remembered.text("conversation")));
    }

    /** Returns whom the suite takes them for. */
    String neverAnswers(Person person) {
        story.chapter(person.who() + " (" + person.channel() + "), and never answers the ask");
        story.says("person", person.opening());
        story.refused(
                "POST /v1/messages for " + notice.chats(),
                bot.remember(person, notice.chats(), person.messages()),
                403,
                "consent-required");
        var needed = person.messages().subList(2, 3);
        var kept = bot.remember(person, notice.service(), needed);
        story.call(
                "POST /v1/messages for " + notice.service() + ", the one message that his question needs", kept, 201);
        stored += kept.list("messages").size();
        return id(kept.text("subject"));
    }

    void refuses(Person person) {
        story.chapter(person.who() + " (" + person.channel() + "), and says no");
        var asked = bot.remember(person, notice.chats(), person.messages());
        story.refused("POST /v1/messages", asked, 403, "consent-required");
        story.says("person", "[No]");
        var refused = bot.pressed(person, asked.text("ask", "ask"), "refuse." + notice.chats());
        story.call("POST /v1/consents: a no is kept as well as a yes", refused, 201);
        var after = bot.remember(person, notice.chats(), person.messages());
        story.refused("POST /v1/messages", after, 403, "consent-refused");
        story.promise(
                "nobody is asked twice: the refusal carries no ask",
                after.body().containsKey("ask"),
                false);
    }

    void recall(Person person, Handle is) {
        story.chapter("The bot reads Mark's conversation back");
        var read = bot.recall(is.subject, is.conversation, notice.chats(), Optional.empty());
        story.call("GET …/messages?purpose=" + notice.chats(), read, 200);
        var texts = read.list("messages").stream()
                .map(message -> message instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "")
                .toList();
        story.promise(
                texts.size() + " messages, word for word and in order",
                texts,
                person.messages().stream()
                        .map(message -> String.valueOf(message.get("text")))
                        .toList());
        story.refused(
                "GET …/messages?purpose=" + notice.training() + ", which he never granted",
                bot.recall(is.subject, is.conversation, notice.training(), Optional.empty()),
                403,
                "consent-required");
    }

    void withdraw(Person person) {
        story.chapter(person.who() + " thinks better of it");
        story.says("person", "Stop remembering my chats");
        var withdrawn = bot.withdraw(person, notice.chats());
        story.call("POST /v1/consents, a withdrawal", withdrawn, 201);
        story.refused(
                "POST /v1/messages", bot.remember(person, notice.chats(), person.messages()), 403, "consent-refused");
    }

    /** Returns the request by which they are forgotten. */
    String forget(Person person, Handle is) {
        story.says("person", "Forget me");
        var asked = bot.forget(person);
        story.call("POST /v1/requests, erasure", asked, 202);
        story.promise("his key is destroyed at once: status " + asked.text("status"), asked.text("status"), "erasing");
        gone(is);
        return id(asked.text("request"));
    }

    /** Reads back what somebody said who was forgotten. */
    void gone(Handle is) {
        story.refused(
                "GET …/messages",
                bot.recall(is.subject, is.conversation, notice.chats(), Optional.empty()),
                410,
                "subject-erased");
    }

    private static String id(String text) {
        return ID.matcher(text).matches() ? text : "none";
    }
}
