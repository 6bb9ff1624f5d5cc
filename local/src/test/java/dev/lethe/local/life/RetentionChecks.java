package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares what a model says with what the store holds, evidence tells, and the suite lets anybody read. */
final class RetentionChecks {
    private final RetentionWalk walk;
    private final Life life;

    RetentionChecks(RetentionWalk walk) {
        this.walk = walk;
        this.life = walk.life;
    }

    /** Everything. */
    void all() {
        life.world.pump();
        stored();
        evidence();
        walk.members.forEach(this::reads);
        walk.holds.forEach((hold, texts) ->
                assertThat(walk.desk.texts(hold)).as("what is held").isEqualTo(texts));
    }

    /** What one person's bot may read: all that stands, and nothing else. */
    void reads(RetentionWalk.Member member) {
        if (member.subject.isEmpty()) {
            return;
        }
        for (var purpose : RetentionWalk.PURPOSES) {
            var before = walk.now();
            var read = read(member, purpose);
            var after = walk.now();
            var must = readable(member, purpose, after);
            assertThat(read).as(purpose + " still stands").containsAll(must);
            assertThat(readable(member, purpose, before))
                    .as(purpose + " is all that stands")
                    .containsAll(read);
        }
    }

    /** What may be read is no more than what stands, whatever was lost. */
    void nothingMore(RetentionWalk.Member member) {
        if (!member.subject.isEmpty()) {
            RetentionWalk.PURPOSES.forEach(purpose -> assertThat(readable(member, purpose, walk.now()))
                    .as(purpose)
                    .containsAll(read(member, purpose)));
        }
    }

    /** No row is there again of what went, or of who was erased. */
    void nothingIsLeftThatWent() {
        var rows = walk.runs.messages();
        for (var person : walk.model.people) {
            person.sayings.stream()
                    .filter(saying -> person.erased || saying.gone.isPresent())
                    .forEach(saying -> assertThat(rows.get(saying.id))
                            .as(saying.id + " of " + saying.at() + ", gone as " + saying.gone + " at " + walk.now())
                            .isNull());
        }
    }

    List<String> readable(RetentionWalk.Member member, String purpose, Instant now) {
        return member.person.sayings.stream()
                .filter(saying -> walk.model.readable(member.person, saying, purpose, now))
                .map(saying -> saying.id)
                .toList();
    }

    List<String> read(RetentionWalk.Member member, String purpose) {
        var found = new ArrayList<String>();
        var path = "/v1/subjects/" + member.subject + "/conversations/" + member.conversation
                + "/messages?limit=100&purpose=" + purpose;
        var next = "";
        do {
            var page = life.bot.get(next.isEmpty() ? path : path + "&next=" + next);
            assertThat(page.status()).as(page::toString).isIn(200, 403, 409, 410, 422);
            page.list("messages").forEach(message -> {
                assertThat(((Map<?, ?>) message).containsKey("text"))
                        .as("it opens")
                        .isTrue();
                found.add(String.valueOf(((Map<?, ?>) message).get("message")));
            });
            next = page.text("next");
        } while (!next.isEmpty());
        return found;
    }

    /** Each row is as the model has it; one that is not there went when it was due, and evidence says so. */
    void stored() {
        var rows = walk.runs.messages();
        var gone = gone();
        for (var person : walk.model.people) {
            for (var saying : person.sayings) {
                var row = rows.get(saying.id);
                if (row == null && saying.gone.isEmpty() && !person.erased) {
                    var how = Life.text(gone.getOrDefault(saying.id, Map.of()), "how");
                    assertThat(how).as("how " + saying.id + " went").isIn("EXPIRED", "PURGED");
                    saying.gone = Optional.of(how);
                }
                if (row != null) {
                    assertThat(saying.gone).as(saying.id + " is there").isEmpty();
                }
                if (row != null && !person.erased) {
                    assertThat(until(row)).as(saying.id).isEqualTo(saying.until);
                    assertThat(Life.text(row, "expiresAt"))
                            .isEqualTo(saying.at().toString());
                    assertThat(row.getOrDefault("ttl", AttributeValue.fromN("0"))
                                    .n())
                            .isEqualTo(Long.toString(saying.at().getEpochSecond()));
                }
            }
        }
    }

    /** One entry for each that went, and the counts of what was planned add up. */
    private void evidence() {
        var gone = gone();
        var planned = 0;
        for (var person : walk.model.people) {
            for (var saying : person.sayings) {
                var entry = Optional.ofNullable(gone.remove(saying.id));
                var how = entry.map(row -> Life.text(row, "how"));
                assertThat(person.erased && saying.gone.isEmpty() ? Optional.<String>empty() : how)
                        .as(saying.id)
                        .isEqualTo(saying.gone);
                entry.ifPresent(row -> assertThat(Life.text(row, "dueAt"))
                        .as(saying.id)
                        .isEqualTo(saying.at().toString()));
                if (how.filter(List.of("EXPIRED", "PURGED")::contains).isPresent()) {
                    assertThat(Instant.parse(Life.text(entry.orElseThrow(), "goneAt")))
                            .as(saying.id + " went before its time")
                            .isAfterOrEqualTo(saying.at());
                } else if (how.isPresent()) {
                    planned++;
                }
            }
        }
        assertThat(gone.keySet()).as("evidence of what never was").isEmpty();
        assertThat(counted()).as("removed, as all work counts").isEqualTo(planned);
    }

    /** What is counted in evidence, and by work that has not come to its end. */
    private long counted() {
        return Stream.concat(
                        Stream.of("REPLANNED", "RETENTION_RAN")
                                .flatMap(kind -> life.rows(Table.EVIDENCE, kind).stream()),
                        life.rows(Table.RECORDS, "REPLAN").stream())
                .mapToLong(RetentionChecks::removed)
                .sum();
    }

    private static long removed(Map<String, AttributeValue> row) {
        var categories = Optional.ofNullable(row.get("categories"))
                .map(AttributeValue::m)
                .orElse(Map.of());
        return categories.values().stream()
                .mapToLong(tally -> Long.parseLong(tally.m()
                        .getOrDefault("removed", AttributeValue.fromN("0"))
                        .n()))
                .sum();
    }

    private Map<String, Map<String, AttributeValue>> gone() {
        var gone = new HashMap<String, Map<String, AttributeValue>>();
        life.rows(Table.EVIDENCE, "EXPIRED")
                .forEach(row -> assertThat(gone.put(Life.text(row, "sk").replaceAll(".*#", ""), row))
                        .as("it went twice")
                        .isNull());
        return gone;
    }

    static Map<String, Instant> until(Map<String, AttributeValue> row) {
        var until = new TreeMap<String, Instant>();
        Optional.ofNullable(row.get("purposes"))
                .map(AttributeValue::m)
                .orElse(Map.of())
                .forEach((purpose, of) -> until.put(purpose, Instant.parse(Life.text(of.m(), "until"))));
        return until;
    }
}
