package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is kept is what should be, whatever happens and in whatever order: random steps, and after each of them the store, its evidence
 * and its answers beside a model that follows the written rules. {@code -Dlethe.seed=} repeats a walk, {@code -Dlethe.steps=} makes it
 * longer, and {@code -Dlethe.walks=} takes as many, from that seed on.
 */
class RetentionModelTest {
    private static final long SEED = Long.getLong("lethe.seed", 1);
    private static final int STEPS = Integer.getInteger("lethe.steps", 100);
    private static final int WALKS = Integer.getInteger("lethe.walks", 1);
    private static final int STEPS_BETWEEN_CHECKS = 10;

    private static final Instant START = Instant.parse("2032-02-20T12:00:00Z");

    private Life life;

    @BeforeEach
    void begin() {
        life = new Life();
        // Shortly before a leap day, and always at the same hour: a seed repeats its walk whenever it is run.
        life.world
                .clock()
                .advance(Duration.between(life.world.clock().instant(), START).toString());
    }

    @AfterEach
    void end() {
        life.close();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + WALKS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappensWhatIsKeptIsWhatShouldBe(long seed) {
        var random = new Random(seed);
        var walk = new RetentionWalk(life, random);
        var checks = new RetentionChecks(walk);
        var steps = new ArrayList<String>();
        var copies = new EnumMap<Table, String>(Table.class);
        try {
            steps.add(walk.takeBack());
            checks.all();
            for (var n = 1; n <= STEPS; n++) {
                if (n == STEPS / 2) {
                    copies.putAll(life.world.backup("half-way"));
                }
                steps.add(walk.now() + " " + walk.step());
                checks.reads(walk.members.get(random.nextInt(walk.members.size())));
                if (n % STEPS_BETWEEN_CHECKS == 0) {
                    checks.all();
                }
            }
            checks.all();
            aRowThatIsAlteredIsSeen(walk, checks);
            aCopyOfBeforeBringsNothingBack(walk, checks, copies);
            if (WALKS > 1) {
                System.out.printf("walk %d: %d steps, as they should be%n", seed, STEPS);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "-Dlethe.seed=" + seed + " -Dlethe.steps=" + STEPS + "\n" + String.join("\n", steps), e);
        }
    }

    /** What was messages when the copy was made, and went since, opens for nobody, and planning finds it again. */
    private void aCopyOfBeforeBringsNothingBack(RetentionWalk walk, RetentionChecks checks, Map<Table, String> copies) {
        var table = life.world.tables().get(Table.RECORDS);
        life.rows(Table.RECORDS).forEach(row -> life.world.dynamo().deleteItem(r -> r.tableName(table)
                .key(RetentionRuns.key(row))));
        life.world
                .operators()
                .restore(Map.of(Table.RECORDS, copies.getOrDefault(Table.RECORDS, "")))
                .run(_ -> {});
        life.world.lambdas().startAgain();
        walk.members.forEach(checks::nothingMore);
        walk.runs.drain();
        walk.members.forEach(checks::nothingMore);
        checks.nothingIsLeftThatWent();
    }

    /** A check that nothing could fail would prove nothing. */
    private void aRowThatIsAlteredIsSeen(RetentionWalk walk, RetentionChecks checks) {
        walk.members.add(walk.new Member());
        var row = Map.<String, AttributeValue>of();
        while (row.isEmpty()) {
            walk.write(walk.members.getLast());
            row = walk.members.getLast().person.sayings.stream()
                    .map(saying -> walk.runs.messages().getOrDefault(saying.id, Map.of()))
                    .findFirst()
                    .orElse(Map.of());
        }
        var table = life.world.tables().get(Table.RECORDS);
        var key = RetentionRuns.key(row);
        life.world.dynamo().updateItem(r -> r.tableName(table)
                .key(key)
                .updateExpression("SET expiresAt = :later")
                .expressionAttributeValues(Map.of(":later", AttributeValue.fromS("2099-01-01T00:00:00Z"))));
        assertThatThrownBy(checks::stored).isInstanceOf(AssertionError.class);
        life.world.dynamo().deleteItem(r -> r.tableName(table).key(key));
        assertThatThrownBy(checks::stored).isInstanceOf(AssertionError.class).hasMessageContaining("went");
        assertThatThrownBy(() -> checks.reads(walk.members.getLast())).isInstanceOf(AssertionError.class);
    }
}
