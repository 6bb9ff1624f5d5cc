package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.api.Schedule;
import dev.lethe.api.Table;
import dev.lethe.local.LocalWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The figures that alarms are set on say how late things really are. */
class FiguresTest {
    private static final long HOUR = 3_600;

    @Test
    void howLateTheyAreIsToldAndNothingWhereNothingIs() {
        var log = new ArrayList<String>();
        try (var life = new Life(options -> options.logging(log::add))) {
            var someone = life.someone().agrees();
            someone.says(1, 2, Life.CHATS);
            life.world.run(Schedule.PURGE);
            assertThat(figures(log, "PurgeLag")).containsExactly(0L);
            assertThat(figures(log, "ReviewsOverdue")).containsExactly(0L);
            assertThat(figures(log, "TtlLag")).isEmpty();
            var left = someone.content().getFirst();

            someone.forgets();
            life.world.clock().advance("P40D");
            life.world.run(Schedule.ERASURE);
            assertThat(figures(log, "RequestsOverdue"))
                    .as("it may still be completed")
                    .containsOnly(0L);
            // Somebody puts back what was swept, so that the sweep cannot end though its day is past.
            life.world.dynamo().putItem(r -> r.tableName(life.world.tables().get(Table.RECORDS))
                    .item(left));
            life.world.clock().advance("PT30M");
            life.world.run(Schedule.ERASURE);
            assertThat(figures(log, "RequestsOverdue").getLast()).isEqualTo(1);

            life.world.run(Schedule.PURGE);
            assertThat(figures(log, "PurgeLag").getLast()).isBetween(8 * 24 * HOUR, 11 * 24 * HOUR);

            var other = life.someone().agrees();
            other.says(1, 1, Life.CHATS);
            life.world.clock().advance("P32D");
            life.world.expire();
            life.world.pump();
            assertThat(figures(log, "TtlLag").getLast()).isBetween(24 * HOUR, 4 * 24 * HOUR);

            life.world.clock().advance("P2Y");
            life.world.run(Schedule.PURGE);
            assertThat(figures(log, "ReviewsOverdue").getLast()).isGreaterThan(1);
            var overdue = life.as(Access.OFFICER, LocalWorld.DEMO).get("/v1/reviews");
            assertThat(overdue.list("overdue")).asString().contains("kind=notice, id=chat", "id=eu_gdpr");
        }
    }

    private static List<Long> figures(List<String> log, String name) {
        var told = Pattern.compile("\"_aws\":.*\"" + name + "\":([0-9]+)");
        return log.stream()
                .map(told::matcher)
                .filter(found -> found.find())
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }
}
