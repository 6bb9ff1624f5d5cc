package dev.lethe.local.demo;

import dev.lethe.api.Access;
import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import dev.lethe.restore.RestoreRules;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A real day: real conversations, over HTTP, with a look past the suite at what the store really holds. */
public final class Demo {
    private final LocalWorld world;
    private final Story story;
    private final Store store;
    private final Thief thief;
    private final Scenes scenes;
    private final Officer officer;
    private final List<Person> people = Person.all();
    private final Person mark = people.get(0);
    private final Person weather = people.get(1);
    private final Person john = people.get(2);
    private final Person andrew = people.get(3);
    private final Person angela = people.get(4);

    public Demo(LocalWorld world, PrintStream out) {
        this.world = world;
        this.story = new Story(out);
        this.store = new Store(world);
        this.officer = new Officer(world, DemoNotice.CHAT, store, story);
        this.thief = new Thief(world, world.tables());
        this.scenes =
                new Scenes(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO), DemoNotice.CHAT, story);
    }

    /** Plays the day; false when a promise was broken. */
    public boolean play() {
        scenes.publish(world.tokens().issue(Access.OFFICER, LocalWorld.DEMO), Set.of(201));
        var markIs = scenes.agree(mark);
        scenes.agree(weather);
        var andrewIs = scenes.agree(andrew);
        var sid = store.storageId(scenes.neverAnswers(john)).orElse("");
        story.promise(
                "the store holds 1 message of his, for service",
                store.content(sid).size(),
                1);
        scenes.refuses(angela);
        scenes.recall(mark, markIs);
        scenes.withdraw(weather);
        tell();
        look();
        var due = scenes.stored() - erase(andrewIs);
        officer.shortens(mark.messages().size());
        expire(due);
        return story.end();
    }

    /** What other systems heard of it, as one that subscribes to the bus. */
    private void tell() {
        world.pump();
        var told = new Http(world.uri(), "").get("/_local/events").list("events");
        story.promise("other systems are told, once: " + types(told), types(told), "ConsentWithdrawn");
        story.promise(
                "the event names a purpose and a pseudonym: no text, no user id, no message id of anybody",
                told.toString().contains(DemoNotice.CHAT.chats())
                        && Store.texts(people).stream().noneMatch(told.toString()::contains),
                true);
    }

    private static String types(List<?> events) {
        return events.stream()
                .map(event -> event instanceof Map<?, ?> map ? String.valueOf(map.get("detail-type")) : "")
                .collect(Collectors.joining(", "));
    }

    private void look() {
        story.chapter("What the store really holds");
        for (var table : Table.values()) {
            story.fact(table.name().toLowerCase(Locale.ROOT) + ": " + store.census(table));
        }
        story.fact("a message there: " + store.anatomy("MESSAGE"));
        var messages = store.rows(Table.RECORDS, "MESSAGE");
        story.promise(messages.size() + " messages, as many as were accepted", messages.size(), scenes.stored());
        story.promise(
                "in the clear: no text, no user id, no message id of anybody",
                store.inTheClear(Store.texts(people)),
                0L);
        story.promise(
                store.rows(Table.KEYS, "SUBJECT_KEY").size() + " people's keys, all wrapped by the key service",
                store.rows(Table.KEYS, "SUBJECT_KEY").size(),
                4);
    }

    /** Returns how many messages went. */
    private int erase(Scenes.Handle andrewIs) {
        story.chapter("Andrew wants to be forgotten");
        var sid = store.storageId(andrewIs.subject()).orElse("");
        var stolen = store.content(sid);
        story.promise(
                "a thief copies his " + stolen.size() + " sealed messages; with today's keys they open "
                        + thief.open(stolen),
                thief.open(stolen),
                (long) stolen.size());
        var copies = world.backup("before");
        var request = scenes.forget(andrew, andrewIs);
        story.promise("with the stolen bytes in hand, the thief opens " + thief.open(stolen), thief.open(stolen), 0L);
        world.advance("PT5M");
        story.promise(
                "five minutes later the bytes are deleted too: "
                        + store.content(sid).size() + " left",
                store.content(sid).size(),
                0);
        world.advance("PT25M");
        var done = scenes.bot().progress(request);
        story.call("GET /v1/requests/{request}, half an hour later", done, 200);
        story.promise("nothing came late: status " + done.text("status"), done.text("status"), "completed");
        story.promise(
                "the tombstone names no storage id any more",
                store.storageId(andrewIs.subject()).isPresent(),
                false);
        restored(andrewIs, sid, copies, stolen.size());
        return stolen.size();
    }

    /** What the copies of all tables are worth that were made a moment before the erasure. */
    private void restored(Scenes.Handle andrewIs, String sid, Map<Table, String> copies, int messages) {
        story.chapter("Somebody restores the tables as they were before");
        var copied = new Store(world, copies);
        story.promise(
                "the copies hold his key and his " + copied.content(sid).size() + " sealed messages",
                List.of(
                        copied.storageId(andrewIs.subject()).orElse(""),
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
        scenes.gone(andrewIs);
        story.promise(
                "with the copies in hand, the thief opens " + thief.open(copied.content(sid)),
                thief.open(copied.content(sid)),
                0L);
        story.fact("a copy becomes noise for the key service's own administrators too when this month's master key is"
                + " deleted: GET /v1/certificates/{certificate} says when");
        var withdrawn = scenes.bot().remember(weather, DemoNotice.CHAT.chats(), weather.messages());
        story.refused("POST /v1/messages, of who took back a yes", withdrawn, 403, "consent-refused");
    }

    private void expire(int due) {
        story.chapter("Thirty-three days pass");
        world.advance("P33D");
        story.promise(
                store.rows(Table.RECORDS, "MESSAGE").size() + " messages left in the store",
                store.rows(Table.RECORDS, "MESSAGE").size(),
                0);
        var entries = store.rows(Table.EVIDENCE, "EXPIRED");
        story.promise(
                entries.size() + " expiry entries in evidence: one for each of the " + due + " that were due",
                entries.size(),
                due);
        var live = store.rows(Table.KEYS, "DAY_KEY").stream()
                .filter(row -> Store.text(row, "state").equals("LIVE"))
                .count();
        story.promise(
                store.rows(Table.KEYS, "DAY_KEY").size() + " days' keys destroyed: every copy of what expired is noise",
                live,
                0L);
        officer.verified();
        story.promise("no function did anything it has no permission for", world.denials(), List.of());
    }
}
