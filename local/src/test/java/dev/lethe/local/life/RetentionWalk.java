package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Schedule;
import dev.lethe.http.Json;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Random steps through a life, each done by the suite and told to the model. */
final class RetentionWalk {
    static final String TRAINING = "training";
    static final List<String> PURPOSES = List.of(Life.SERVICE, Life.CHATS, TRAINING);
    private static final List<String> PERIODS = List.of("P1D", "P3D", "P7D", "P14D", "P20D", "P1M", "P45D", "P2M");

    /** Whoever knew it otherwise when something changed has written by then. */
    private static final Duration FENCE = Duration.ofMinutes(20);

    private static final int PEOPLE_MAX = 2;
    private static final int HOLDS_MAX = 3;

    /** Somebody, through all their lives. */
    final class Member {
        final Map<String, Object> account = life.someone().account;
        String subject = "";
        String conversation = "";
        RetentionModel.Person person = model.person();
        Instant erasedAt = Instant.MAX;
    }

    final Life life;
    final LegalDesk desk;
    final RetentionModel model;
    final RetentionRuns runs;
    private final Random random;
    final List<Member> members = new ArrayList<>();
    final Map<String, List<String>> holds = new LinkedHashMap<>();
    private boolean changed;
    private boolean unsettled;
    private boolean scheduled;
    private int version = 1;
    private int said;

    RetentionWalk(Life life, Random random) {
        this.life = life;
        this.desk = new LegalDesk(life);
        this.random = random;
        this.model = new RetentionModel(
                Map.of(Life.SERVICE, Period.ofDays(14), Life.CHATS, Period.ofDays(30), TRAINING, Period.ofDays(90)),
                Set.of(Life.CHATS, TRAINING));
        this.runs = new RetentionRuns(life, model, random);
    }

    Instant now() {
        return runs.now();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One step; says which. */
    String step() {
        var draw = random.nextInt(100);
        if (changed && random.nextBoolean()) {
            // Before anybody may plan by it.
            changed = false;
            unsettled = true;
            return runs.replan(new ArrayList<>());
        }
        if (unsettled && random.nextInt(3) == 0) {
            unsettled = false;
            life.world.clock().advance(FENCE.toString());
            return "settle, " + runs.replan(new ArrayList<>());
        }
        if (members.size() < PEOPLE_MAX) {
            members.add(new Member());
        }
        var member = pick(members);
        if (member.person.erased && random.nextInt(3) == 0) {
            return comeBack(member);
        }
        if (draw < 28) {
            return write(member);
        } else if (draw < 48) {
            return decide(member);
        } else if (draw < 53) {
            return publishSchedule();
        } else if (draw < 56) {
            return publishNotice();
        } else if (draw < 59) {
            return holds.size() < HOLDS_MAX ? hold(member) : release();
        } else if (draw < 61) {
            return stuck(member);
        } else if (draw < 63) {
            return member.person.erased ? comeBack(member) : erase(member);
        } else if (draw < 77) {
            return runs.jump();
        } else if (draw < 86) {
            return runs.replan(new ArrayList<>());
        } else if (draw < 92) {
            return runs.purge();
        } else if (draw < 97) {
            return runs.expire();
        }
        return runs.tend(pick(List.of(Schedule.ERASURE, Schedule.HOLDING)));
    }

    /** Asks, and again where the line was cut: as a client does that got no answer. */
    private Http.Answer surely(Supplier<Http.Answer> ask) {
        runs.maybeCut(4, 5);
        var first = ask.get();
        life.calls.mend();
        return first.status() >= 500 ? ask.get() : first;
    }

    String write(Member member) {
        var purposes = new TreeSet<>(PURPOSES.stream()
                .filter(purpose -> random.nextInt(4) < (model.allows(member.person, purpose) ? 3 : 1))
                .toList());
        if (purposes.isEmpty()) {
            purposes.add(pick(PURPOSES));
        }
        return write(member, purposes);
    }

    private String write(Member member, Set<String> purposes) {
        var sentAt = now().toString();
        var numbers = IntStream.range(0, 1 + random.nextInt(3))
                .map(_ -> ++said)
                .boxed()
                .toList();
        var body = Map.of(
                "subject",
                member.account,
                "conversationId",
                "t_1",
                "purposes",
                List.copyOf(purposes),
                "messages",
                numbers.stream()
                        .map(n -> Map.of(
                                "messageId", "m_" + n, "author", "person", "text", "said " + n, "sentAt", sentAt))
                        .toList());
        var answer = surely(() -> life.bot.post("/v1/messages", body));
        if (answer.status() == 201 && member.person.erased && later(member.erasedAt, Period.ofDays(30))) {
            // Their tombstone is gone: they are somebody new.
            begin(member);
        }
        if (model.expiry(member.person, purposes, now()).isEmpty()) {
            assertThat(answer.status()).isIn(403, 409, 410);
            return "write, refused";
        }
        assertThat(answer.status()).as(answer::toString).isEqualTo(201);
        member.subject = answer.text("subject");
        member.conversation = answer.text("conversation");
        var rows = runs.messages();
        for (var message : answer.list("messages")) {
            var id = String.valueOf(((Map<?, ?>) message).get("message"));
            var receivedAt = Instant.parse(Life.text(rows.getOrDefault(id, Map.of()), "receivedAt"));
            assertThat(receivedAt).isBetween(Instant.parse(sentAt), now());
            member.person.sayings.add(
                    new RetentionModel.Saying(id, receivedAt, model.expiry(member.person, purposes, receivedAt)));
        }
        return "write " + numbers.size() + " for "
                + member.person.sayings.getLast().until.keySet();
    }

    private boolean later(Instant than, Period by) {
        return !now().atOffset(ZoneOffset.UTC).minus(by).toInstant().isBefore(than);
    }

    private void begin(Member member) {
        member.person = model.person();
        member.erasedAt = Instant.MAX;
    }

    String decide(Member member) {
        if (member.person.erased) {
            return "decide, but erased";
        }
        var purpose = pick(List.of(Life.CHATS, TRAINING));
        // Who has said yes mostly thinks better of it, and who has not does say yes: so that there is something to take
        // back.
        var otherwise = random.nextInt(4) > 0;
        return decide(member, purpose, model.allows(member.person, purpose) == otherwise ? "withdraw" : "grant");
    }

    /** Says something under a yes, and takes that back: planned too early, and then in time. */
    String takeBack() {
        var member = new Member();
        members.add(member);
        decide(member, Life.CHATS, "grant");
        write(member, Set.of(Life.CHATS));
        write(member, Set.of(Life.CHATS, Life.SERVICE));
        decide(member, Life.CHATS, "withdraw");
        runs.replan(new ArrayList<>());
        assertThat(runs.messages())
                .as("before anybody may plan by it")
                .containsKeys(
                        member.person.sayings.stream().map(saying -> saying.id).toArray(String[]::new));
        life.world.clock().advance(FENCE.toString());
        return "take back, " + runs.replan(new ArrayList<>());
    }

    private String decide(Member member, String purpose, String decision) {
        var body = Map.of(
                "subject",
                member.account,
                "notice",
                Map.of("id", "chat", "version", version),
                "decisions",
                List.of(Map.of("purpose", purpose, "decision", decision)));
        var answer = surely(() -> life.bot.post("/v1/consents", body));
        assertThat(answer.status()).as(answer::toString).isIn(200, 201);
        var at = decidedAt(answer);
        if (decision.equals("grant")) {
            model.grants(member.person, purpose, at, at.plus(FENCE));
        } else {
            changed = true;
            model.withdraws(member.person, purpose, at.plus(FENCE));
        }
        return decision + " " + purpose;
    }

    private static Instant decidedAt(Http.Answer answer) {
        return Instant.parse(
                String.valueOf(((Map<?, ?>) answer.list("decisions").getFirst()).get("decidedAt")));
    }

    String publishSchedule() {
        var capped = new TreeMap<String, Period>();
        PURPOSES.stream()
                .filter(_ -> random.nextBoolean())
                .forEach(purpose -> capped.put(purpose, Period.parse(pick(PERIODS))));
        var rules = capped.entrySet().stream()
                .map(rule -> Map.of(
                        "purpose",
                        rule.getKey(),
                        "category",
                        "message-text",
                        "keep",
                        rule.getValue().toString(),
                        "reasons",
                        Map.of("en", "As short as will do")))
                .toList();
        var body = Json.write(Map.of("locale", "en", "rules", rules, "evidence", List.of()));
        var answer = surely(() -> desk.officer.send("PUT", "/v1/retention-schedule", body));
        assertThat(answer.status()).as(answer::toString).isIn(200, 201);
        if (!scheduled || !capped.equals(model.capped)) {
            scheduled = true;
            changed = true;
            model.capped.clear();
            model.capped.putAll(capped);
            model.everybodyIsPlanned(Instant.parse(answer.text("publishedAt")).plus(FENCE));
        }
        return "schedule " + capped;
    }

    String publishNotice() {
        var text = new String(DemoNotice.text(), StandardCharsets.UTF_8);
        var promised = new TreeMap<String, Period>();
        for (var purpose : PURPOSES) {
            var kept = random.nextBoolean()
                    ? model.promised.getOrDefault(purpose, Period.ZERO)
                    : Period.parse(pick(PERIODS));
            promised.put(purpose, kept);
        }
        text = text.replace("\"P14D\"", "\"" + promised.get(Life.SERVICE) + "\"")
                .replace("\"P30D\"", "\"" + promised.get(Life.CHATS) + "\"")
                .replace("\"P90D\"", "\"" + promised.get(TRAINING) + "\"");
        var body = text.getBytes(StandardCharsets.UTF_8);
        var answer = surely(() -> desk.officer.send("PUT", "/v1/notices/chat", body));
        assertThat(answer.status()).as(answer::toString).isIn(200, 201);
        version = Integer.parseInt(answer.text("version"));
        if (!promised.equals(model.promised)) {
            changed = true;
            model.promised.putAll(promised);
            model.everybodyIsPlanned(Instant.parse(answer.text("effectiveAt")).plus(FENCE));
        }
        return "notice " + promised;
    }

    String hold(Member member) {
        if (member.subject.isEmpty() || member.person.erased) {
            return "hold nobody";
        }
        var placed = desk.officer.post("/v1/holds", desk.request(member.subject));
        if (placed.status() == 404) {
            assertThat(member.person.sayings)
                    .allMatch(saying -> saying.gone.isPresent() || !now().isBefore(saying.at()));
            return "hold nothing";
        }
        assertThat(placed.status()).as(placed::toString).isIn(201, 202);
        life.world.run(Schedule.HOLDING);
        holds.put(placed.text("hold"), desk.texts(placed.text("hold")));
        return "hold " + holds.get(placed.text("hold"));
    }

    String release() {
        var hold = pick(List.copyOf(holds.keySet()));
        holds.remove(hold);
        desk.release(hold);
        life.world.run(Schedule.HOLDING);
        assertThat(desk.copies(hold)).isEmpty();
        return "release";
    }

    /** A hold that is being placed for a while: meanwhile planning takes nothing away. */
    String stuck(Member member) {
        if (member.subject.isEmpty() || member.person.erased) {
            return "stick nobody";
        }
        life.calls.cutAfter(4 + random.nextInt(4));
        var placed = desk.officer.post("/v1/holds", desk.request(member.subject));
        life.calls.mend();
        var placing = desk.counts().stream().findFirst().filter("1"::equals).isPresent();
        var before = runs.messages();
        var times = new ArrayList<>(List.of(now()));
        life.world.run(Schedule.REPLAN);
        times.add(now());
        if (placing) {
            assertThat(runs.messages()).as("while a hold is being placed").isEqualTo(before);
        }
        life.world.run(Schedule.HOLDING);
        life.world.clock().advance("PT9H");
        life.world.run(Schedule.HOLDING);
        if (placed.status() < 300) {
            desk.release(placed.text("hold"));
            life.world.run(Schedule.HOLDING);
        }
        return "stuck " + placing + ", " + runs.replan(times);
    }

    String erase(Member member) {
        var answer = surely(() -> life.bot.post("/v1/requests", Map.of("subject", member.account, "type", "erasure")));
        assertThat(answer.status()).as(answer::toString).isBetween(200, 202);
        model.erase(member.person);
        member.erasedAt = now();
        return "erase";
    }

    String comeBack(Member member) {
        if (later(member.erasedAt, Period.ofDays(30))) {
            return "gone for good";
        }
        var asked =
                life.bot.post("/v1/permissions", Map.of("subject", member.account, "purposes", List.of(Life.CHATS)));
        var answer = life.bot.post(
                "/v1/consents",
                Map.of("subject", member.account, "ask", asked.text("ask", "ask"), "button", "grant." + Life.CHATS));
        assertThat(answer.status()).as(() -> asked + " " + answer).isEqualTo(201);
        begin(member);
        model.grants(member.person, Life.CHATS, decidedAt(answer), Instant.MAX);
        return "come back";
    }
}
