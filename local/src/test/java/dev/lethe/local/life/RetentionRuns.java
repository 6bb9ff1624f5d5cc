package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Fn;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What runs by itself in a walk, and time: cut off anywhere, late, twice, and in any order. */
final class RetentionRuns {
    private static final List<String> JUMPS =
            List.of("PT1M", "PT10M", "PT1H", "PT5H", "PT11H", "PT23H", "PT25H", "P1D", "P2D", "P3D", "P6D");

    /** Longer than planning is left to whoever took it up, than it rests after it failed, and than it ever does. */
    private static final List<String> RESTS = List.of("PT17M", "PT1H", "PT9H", "PT9H");

    private final Life life;
    private final RetentionModel model;
    private final Random random;

    RetentionRuns(Life life, RetentionModel model, Random random) {
        this.life = life;
        this.model = model;
        this.random = random;
        beginSomewhere();
    }

    /** Now, or before a month's end at which clocks change, or before a day that few years have. */
    private void beginSomewhere() {
        var from = pick(List.of("2027-03-20", "2027-10-24", "2028-02-20", "2027-01-20"));
        var ahead = Duration.between(now(), Instant.parse(from + "T09:00:00Z"));
        if (ahead.isPositive()) {
            life.world.clock().advance(ahead.toString());
        }
        asIfItHadBeenPurgedUntilToday();
    }

    /** A purge looks at every day since the last one; of these there is nothing. */
    private void asIfItHadBeenPurgedUntilToday() {
        for (var table : Table.values()) {
            life.rows(table).stream()
                    .filter(row -> row.containsKey("settledThrough"))
                    .forEach(row -> life.world.dynamo().updateItem(r -> r.tableName(
                                    life.world.tables().get(table))
                            .key(key(row))
                            .updateExpression("SET settledThrough = :day")
                            .expressionAttributeValues(Map.of(
                                    ":day",
                                    AttributeValue.fromS(LocalDate.ofInstant(now(), ZoneOffset.UTC)
                                            .minusDays(4)
                                            .toString())))));
        }
    }

    static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        return Map.of(
                "pk", AttributeValue.fromS(Life.text(row, "pk")), "sk", AttributeValue.fromS(Life.text(row, "sk")));
    }

    Instant now() {
        return life.world.clock().instant();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Cuts the line somewhere, once in {@code every} times. */
    void maybeCut(int every, int calls) {
        if (random.nextInt(every) == 0) {
            var n = 1 + random.nextInt(calls);
            if (random.nextBoolean()) {
                life.calls.cutBefore(n);
            } else {
                life.calls.cutAfter(n);
            }
        }
    }

    private void runCut(Schedule schedule) {
        maybeCut(2, 25);
        try {
            life.world.run(schedule);
        } catch (RuntimeException _) {
            // Cut off: the schedule comes again.
        }
        life.calls.mend();
    }

    String jump() {
        var today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
        var edge = today.with(TemporalAdjusters.lastDayOfMonth());
        if (random.nextInt(4) == 0 && edge.isAfter(today)) {
            var ahead = Duration.between(now(), edge.atTime(23, 50).toInstant(ZoneOffset.UTC));
            if (ahead.compareTo(Duration.ofDays(8)) < 0) {
                life.world.clock().advance(ahead.toString());
                return "jump to the end of " + edge;
            }
        }
        var by = pick(JUMPS);
        life.world.clock().advance(by);
        return "jump " + by;
    }

    /** Plans until nothing that is due is left, whatever cuts it off. */
    String replan(List<Instant> times) {
        times.add(now());
        runCut(Schedule.REPLAN);
        times.add(now());
        var rests = RESTS.iterator();
        while (isDue()) {
            life.world.clock().advance(rests.next());
            times.add(now());
            life.world.run(Schedule.REPLAN);
            times.add(now());
        }
        var rows = messages();
        model.people.stream().filter(person -> !person.erased).forEach(person -> person.sayings.stream()
                .filter(saying -> saying.gone.isEmpty())
                .forEach(saying -> settle(saying, model.plans(person, saying, times), rows)));
        model.planned(times.getLast());
        return "replan";
    }

    /** Lets all that waits be done, and be over. */
    void drain() {
        life.world.clock().advance("PT30M");
        for (var rest : RESTS) {
            life.world.run(Schedule.REPLAN);
            life.world.run(Schedule.ERASURE);
            life.world.clock().advance(rest);
        }
    }

    /** What may be one of several, since time went by meanwhile, is what the store says, if it is one of them. */
    private static void settle(
            RetentionModel.Saying saying,
            Set<RetentionModel.Planned> plans,
            Map<String, Map<String, AttributeValue>> rows) {
        var plan = plans.stream().toList().getFirst();
        if (plans.size() > 1) {
            var row = rows.get(saying.id);
            plan = plans.stream()
                    .filter(one -> row == null
                            ? one.gone().isPresent()
                            : one.gone().isEmpty() && one.until().equals(RetentionChecks.until(row)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(saying.id + " is " + row + ", and not one of " + plans));
        }
        saying.until = plan.until();
        saying.gone = plan.gone();
    }

    private boolean isDue() {
        return life.rows(Table.RECORDS, "REPLAN").stream()
                .anyMatch(row -> !now().isBefore(Instant.parse(Life.text(row, "from"))));
    }

    String purge() {
        runCut(Schedule.PURGE);
        life.world.run(Schedule.PURGE);
        var now = now();
        var rows = messages();
        assertThat(model.people.stream()
                        .filter(person -> !person.erased)
                        .flatMap(person -> person.sayings.stream())
                        .filter(saying -> RetentionModel.overdue(saying, now))
                        .map(saying -> saying.id))
                .as("left behind by a purge")
                .doesNotContainAnyElementsOf(rows.keySet().isEmpty() ? Set.of("") : rows.keySet());
        assertThat(life.rows(Table.KEYS, "DAY_KEY"))
                .as("days that are over have no key")
                .allMatch(row -> Life.text(row, "state").equals("DESTROYED")
                        || !row.getOrDefault("sk", AttributeValue.fromS(""))
                                .s()
                                .contains(
                                        LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1) + ""));
        return "purge";
    }

    /** DynamoDB expires some time; its stream tells it once, and twice, and in another order. */
    String expire() {
        var due = life.rows(Table.RECORDS, "MESSAGE").stream()
                .filter(row -> Long.parseLong(row.getOrDefault("ttl", AttributeValue.fromN("0"))
                                .n())
                        <= now().getEpochSecond())
                .collect(Collectors.toCollection(ArrayList::new));
        life.world.expire();
        maybeCut(3, 6);
        life.world.pump();
        life.calls.mend();
        due.addAll(List.copyOf(due));
        Collections.shuffle(due, random);
        if (!due.isEmpty()) {
            var told = due.stream().map(row -> told(row, now())).toList();
            life.world.lambdas().invoke(Fn.EXPIRY, Json.write(Map.of("Records", told)));
        }
        life.world.pump();
        return "expire " + due.size() / 2;
    }

    private static Map<String, Object> told(Map<String, AttributeValue> row, Instant now) {
        var image = Map.of(
                "pk", Map.of("S", Life.text(row, "pk")),
                "sk", Map.of("S", Life.text(row, "sk")),
                "kind", Map.of("S", "MESSAGE"),
                "ttl",
                        Map.of(
                                "N",
                                row.getOrDefault("ttl", AttributeValue.fromN("0"))
                                        .n()));
        return Map.of(
                "eventName",
                "REMOVE",
                "dynamodb",
                Map.of("OldImage", image, "SequenceNumber", "1", "ApproximateCreationDateTime", now.getEpochSecond()),
                "userIdentity",
                Map.of("principalId", "dynamodb.amazonaws.com", "type", "Service"));
    }

    String tend(Schedule schedule) {
        runCut(schedule);
        return schedule.name();
    }

    /** The messages that the store holds, by what they are called. */
    Map<String, Map<String, AttributeValue>> messages() {
        return life.rows(Table.RECORDS, "MESSAGE").stream()
                .collect(Collectors.toMap(row -> Life.text(row, "sk").replaceAll(".*#", ""), row -> row));
    }
}
