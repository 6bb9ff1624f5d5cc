package dev.lethe.local.demo;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import dev.lethe.restore.RestoreRules;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A real day: real conversations, over HTTP, with a look past the suite at what the store really holds. */
public final class Demo {
    private static final String CHATS = "chat-history";
    private static final String SERVICE = "service";

    private final LocalWorld world;
    private final Story story;
    private final Store store;
    private final Thief thief;
    private final SampleBot bot;
    private final List<Person> people = Person.all();
    private final Person mark = people.get(0);
    private final Person weather = people.get(1);
    private final Person john = people.get(2);
    private final Person andrew = people.get(3);
    private final Person angela = people.get(4);
    private int stored;

    /** Whom the suite's handles stand for, as its answers tell. */
    private record Handle(String subject, String conversation) {}

    public Demo(LocalWorld world, PrintStream out) {
        this.world = world;
        this.story = new Story(out);
        this.store = new Store(world);
        this.thief = new Thief(world, world.tables());
        this.bot = new SampleBot(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
    }

    /** Plays the day; false when a promise was broken. */
    public boolean play() {
        publish();
        var markIs = agree(mark);
        agree(weather);
        var andrewIs = agree(andrew);
        neverAnswers();
        refuses();
        recall(markIs);
        withdraw();
        look();
        erase(andrewIs);
        expire();
        return story.end();
    }

    private void publish() {
        story.chapter("The privacy officer publishes a notice");
        var published = DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
        story.call("PUT /v1/notices/chat", published, 201);
        var read = new Http(world.uri(), "").get("/v1/public/" + published.text("site") + "/notices/chat");
        story.call("GET /v1/public/{site}/notices/chat, by anyone, without a token", read, 200);
        story.promise(
                "three purposes: service (contract), chat-history and training (consent)",
                read.list("purposes").size(),
                3);
    }

    private Handle agree(Person person) {
        story.chapter(person.who() + " (" + person.channel() + ")");
        story.says("person", person.opening());
        var before = bot.remember(person, CHATS, person.messages());
        story.refused("POST /v1/messages, before anybody was asked", before, 403, "consent-required");
        story.says("bot", before.text("ask", "say"));
        story.says("person", "[Yes, remember]");
        var pressed = bot.pressed(person, before.text("ask", "ask"), "grant." + CHATS);
        story.call("POST /v1/consents", pressed, 201);
        var remembered = bot.remember(person, CHATS, person.messages());
        story.call("POST /v1/messages, " + person.messages().size() + " messages, sealed", remembered, 201);
        stored += remembered.list("messages").size();
        var again = bot.remember(person, CHATS, person.messages());
        story.promise("the same request sent again gets the same answer → " + again.status(), again, remembered);
        return new Handle(remembered.text("subject"), remembered.text("conversation"));
    }

    private void neverAnswers() {
        story.chapter(john.who() + " (" + john.channel() + "), and never answers the ask");
        story.says("person", john.opening());
        story.refused(
                "POST /v1/messages for chat-history",
                bot.remember(john, CHATS, john.messages()),
                403,
                "consent-required");
        var needed = john.messages().subList(2, 3);
        var kept = bot.remember(john, SERVICE, needed);
        story.call("POST /v1/messages for service, the one message that his question needs", kept, 201);
        stored += kept.list("messages").size();
        var sid = store.storageId(kept.text("subject")).orElse("");
        story.promise(
                "the store holds 1 message of his, for service",
                store.content(sid).size(),
                1);
    }

    private void refuses() {
        story.chapter(angela.who() + " (" + angela.channel() + "), and says no");
        var asked = bot.remember(angela, CHATS, angela.messages());
        story.refused("POST /v1/messages", asked, 403, "consent-required");
        story.says("person", "[No]");
        var refused = bot.pressed(angela, asked.text("ask", "ask"), "refuse." + CHATS);
        story.call("POST /v1/consents: a no is kept as well as a yes", refused, 201);
        var after = bot.remember(angela, CHATS, angela.messages());
        story.refused("POST /v1/messages", after, 403, "consent-refused");
        story.promise(
                "nobody is asked twice: the refusal carries no ask",
                after.body().containsKey("ask"),
                false);
    }

    private void recall(Handle markIs) {
        story.chapter("The bot reads Mark's conversation back");
        var read = bot.recall(markIs.subject, markIs.conversation, CHATS, Optional.empty());
        story.call("GET …/messages?purpose=chat-history", read, 200);
        var texts = read.list("messages").stream()
                .map(message -> message instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "")
                .toList();
        story.promise(
                texts.size() + " messages, word for word and in order",
                texts,
                mark.messages().stream()
                        .map(message -> String.valueOf(message.get("text")))
                        .toList());
        story.refused(
                "GET …/messages?purpose=training, which he never granted",
                bot.recall(markIs.subject, markIs.conversation, "training", Optional.empty()),
                403,
                "consent-required");
    }

    private void withdraw() {
        story.chapter(weather.who() + " thinks better of it");
        story.says("person", "Stop remembering my chats");
        var withdrawn = bot.withdraw(weather, CHATS);
        story.call("POST /v1/consents, a withdrawal", withdrawn, 201);
        story.refused("POST /v1/messages", bot.remember(weather, CHATS, weather.messages()), 403, "consent-refused");
    }

    private void look() {
        story.chapter("What the store really holds");
        for (var table : Table.values()) {
            story.fact(table.name().toLowerCase(Locale.ROOT) + ": " + store.census(table));
        }
        story.fact("a message there: " + store.anatomy("MESSAGE"));
        var messages = store.rows(Table.RECORDS, "MESSAGE");
        story.promise(messages.size() + " messages, as many as were accepted", messages.size(), stored);
        story.promise(
                "in the clear: no text, no user id, no message id of anybody",
                store.inTheClear(Store.texts(people)),
                0L);
        story.promise(
                store.rows(Table.KEYS, "SUBJECT_KEY").size() + " people's keys, all wrapped by the key service",
                store.rows(Table.KEYS, "SUBJECT_KEY").size(),
                4);
    }

    private void erase(Handle andrewIs) {
        story.chapter("Andrew wants to be forgotten");
        var sid = store.storageId(andrewIs.subject).orElse("");
        var stolen = store.content(sid);
        story.promise(
                "a thief copies his " + stolen.size() + " sealed messages; with today's keys they open "
                        + thief.open(stolen),
                thief.open(stolen),
                (long) stolen.size());
        var copies = world.backup("before");
        story.says("person", "Forget me");
        var asked = bot.forget(andrew);
        story.call("POST /v1/requests, erasure", asked, 202);
        story.promise("his key is destroyed at once: status " + asked.text("status"), asked.text("status"), "erasing");
        story.refused(
                "GET …/messages",
                bot.recall(andrewIs.subject, andrewIs.conversation, CHATS, Optional.empty()),
                410,
                "subject-erased");
        story.promise("with the stolen bytes in hand, the thief opens " + thief.open(stolen), thief.open(stolen), 0L);
        world.advance("PT5M");
        story.promise(
                "five minutes later the bytes are deleted too: "
                        + store.content(sid).size() + " left",
                store.content(sid).size(),
                0);
        world.advance("PT25M");
        var done = bot.progress(asked.text("request"));
        story.call("GET /v1/requests/{request}, half an hour later", done, 200);
        story.promise("nothing came late: status " + done.text("status"), done.text("status"), "completed");
        story.promise(
                "the tombstone names no storage id any more",
                store.storageId(andrewIs.subject).isPresent(),
                false);
        restored(andrewIs, sid, copies, stolen.size());
        stored -= stolen.size();
    }

    /** What the copies of all tables are worth that were made a moment before the erasure. */
    private void restored(Handle andrewIs, String sid, Map<Table, String> copies, int messages) {
        story.chapter("Somebody restores the tables as they were before");
        var copied = new Store(world, copies);
        story.promise(
                "the copies hold his key and his " + copied.content(sid).size() + " sealed messages",
                List.of(
                        copied.storageId(andrewIs.subject).orElse(""),
                        copied.content(sid).size()),
                List.of(sid, messages));
        var opened = new Thief(world, copies).open(copied.content(sid));
        story.promise(
                "the key service unwraps nothing for another table than the one a key was made in: " + opened + " open",
                opened,
                0L);
        var report = world.operators().restore(copies).run(_ -> {});
        var left = report.left().getOrDefault(RestoreRules.Why.ERASED, 0L);
        story.promise(
                "./lethe restore takes the copies in, but for " + left + " rows of whom it finds erased",
                left > messages,
                true);
        story.promise(
                "nothing of his came back: " + store.content(sid).size() + " messages",
                store.content(sid).size(),
                0);
        story.refused(
                "GET …/messages",
                bot.recall(andrewIs.subject, andrewIs.conversation, CHATS, Optional.empty()),
                410,
                "subject-erased");
        story.promise(
                "with the copies in hand, the thief opens " + thief.open(copied.content(sid)),
                thief.open(copied.content(sid)),
                0L);
        story.fact("a copy becomes noise for the key service's own administrators too when this month's master key is"
                + " deleted: GET /v1/certificates/{certificate} says when");
        var withdrawn = bot.remember(weather, CHATS, weather.messages());
        story.refused("POST /v1/messages, of who took back a yes", withdrawn, 403, "consent-refused");
    }

    private void expire() {
        story.chapter("Thirty-three days pass");
        world.advance("P33D");
        story.promise(
                store.rows(Table.RECORDS, "MESSAGE").size() + " messages left in the store",
                store.rows(Table.RECORDS, "MESSAGE").size(),
                0);
        var entries = store.rows(Table.EVIDENCE, "EXPIRED");
        story.promise(
                entries.size() + " expiry entries in evidence: one for each of the " + stored + " that were due",
                entries.size(),
                stored);
        var live = store.rows(Table.KEYS, "DAY_KEY").stream()
                .filter(row -> Store.text(row, "state").equals("LIVE"))
                .count();
        story.promise(
                store.rows(Table.KEYS, "DAY_KEY").size() + " days' keys destroyed: every copy of what expired is noise",
                live,
                0L);
        story.promise("no function did anything it has no permission for", world.denials(), List.of());
    }
}
