package dev.lethe.local.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The demo's promises that can be kept over HTTP alone, against any deployment. Its people are strangers there: each run makes up
 * accounts that no platform has, and has every one of them forgotten at its end, whatever came before. What it cannot see from
 * outside it names as left out.
 */
public final class Smoke {
    private static final int ACCOUNT_BYTES = 16;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    /** What takes more than HTTP: time that passes, or a look past the suite. */
    private static final List<String> LEFT_OUT = List.of(
            "that what is erased is deleted too, and the request completed: that takes half an hour",
            "that other systems are told of a withdrawal and an erasure: they hear it on the bus",
            "that messages expire, their days' keys with them: that takes a month",
            "that the tables hold no text, no user id and no message id in the clear",
            "that a thief with the tables in hand opens nothing of who was erased",
            "that a restored copy brings nobody back",
            "that no function did anything it has no permission for");

    private final URI api;
    private final Optional<String> officerToken;
    private final DemoNotice notice;
    private final Story story;
    private final Scenes scenes;
    private final List<Person> people;
    private Optional<Scenes.Handle> read = Optional.empty();

    /**
     * @param api as {@link #api} read it
     * @param officerToken absent to use the notice of {@code examples}, which then has to stand there already
     */
    public Smoke(URI api, String botToken, Optional<String> officerToken, PrintStream out) {
        this.api = api;
        this.officerToken = officerToken;
        this.notice = officerToken.isPresent() ? DemoNotice.SMOKE : DemoNotice.CHAT;
        this.story = new Story(out);
        this.scenes = new Scenes(api, botToken, notice, story);
        this.people = Person.strangers(account());
    }

    private static String account() {
        var random = new byte[ACCOUNT_BYTES];
        new SecureRandom().nextBytes(random);
        return "smoke-" + HexFormat.of().formatHex(random);
    }

    /**
     * Reads where a deployment is.
     *
     * @throws IllegalArgumentException if tokens and texts would travel there in the clear, or if it is more than a host
     */
    public static URI api(String url) {
        try {
            var api = new URI(url);
            var host = Optional.ofNullable(api.getHost()).orElse("");
            var scheme = Optional.ofNullable(api.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            var safe = scheme.equals("https")
                    || (scheme.equals("http") && LOOPBACK.matcher(host).matches());
            var bare = Set.of("", "/")
                            .contains(Optional.ofNullable(api.getRawPath()).orElse(""))
                    && api.getRawQuery() == null
                    && api.getRawFragment() == null
                    && api.getRawUserInfo() == null;
            if (!host.isEmpty() && safe && bare) {
                return api;
            }
        } catch (URISyntaxException _) {
            // Refused below, without quoting it.
        }
        throw new IllegalArgumentException(
                "A deployment is https:// and a host, nothing more; http:// only for this machine");
    }

    /** Runs it; false when a promise was broken. */
    public boolean run() {
        try {
            play();
        } catch (RuntimeException _) {
            // It may quote what was sent. What matters is that the rest of the day did not take place.
            story.promise("the suite answers every call", false, true);
        }
        forgetEverybody();
        leaveOut();
        return story.end();
    }

    private void play() {
        story.chapter("Somebody without a token");
        story.call("GET /health", new Http(api, "").get("/health"), 200);
        story.call("POST /v1/messages", new Http(api, "").post("/v1/messages", Map.of()), 401);
        officerToken.ifPresent(token -> scenes.publish(token, Set.of(200, 201)));
        var mark = people.get(0);
        var weather = people.get(1);
        var andrew = people.get(3);
        var markIs = scenes.agree(mark);
        scenes.agree(weather);
        var andrewIs = scenes.agree(andrew);
        scenes.neverAnswers(people.get(2));
        scenes.refuses(people.get(4));
        scenes.recall(mark, markIs);
        scenes.withdraw(weather);
        story.chapter("Andrew wants to be forgotten");
        var request = scenes.forget(andrew, andrewIs);
        story.call("GET /v1/requests/{request}", scenes.bot().progress(request), 200);
        story.promise(
                "nobody else is: Mark's conversation still reads",
                scenes.bot()
                        .recall(markIs.subject(), markIs.conversation(), notice.chats(), Optional.empty())
                        .list("messages")
                        .size(),
                mark.messages().size());
        read = Optional.of(markIs);
    }

    private void forgetEverybody() {
        story.chapter("Everybody else is forgotten, too");
        for (var person : people) {
            story.promise(person.who() + ": nothing can be opened any more", forget(person), true);
        }
        read.ifPresent(this::gone);
    }

    /** Of whom nothing was kept, there is nothing to sweep either. */
    private boolean forget(Person person) {
        try {
            var answer = scenes.bot().forget(person);
            return answer.status() == 202 && Set.of("erasing", "completed").contains(answer.text("status"));
        } catch (RuntimeException _) {
            // The others are still to be forgotten.
            return false;
        }
    }

    private void gone(Scenes.Handle is) {
        try {
            scenes.gone(is);
        } catch (RuntimeException _) {
            // As above: what is thrown may quote what was sent.
            story.promise("GET …/messages is answered", false, true);
        }
    }

    private void leaveOut() {
        story.chapter(
                "Left out: seen only from inside, or only when time passes. ./lethe demo shows it on this machine");
        if (officerToken.isEmpty()) {
            story.leftOut("that an officer publishes a notice, and anybody may read it: no officer's token was given");
        }
        LEFT_OUT.forEach(story::leftOut);
    }
}
