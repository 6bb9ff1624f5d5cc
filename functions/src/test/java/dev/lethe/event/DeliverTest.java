package dev.lethe.event;

import static dev.lethe.event.EventTest.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.event.Deliver.Report;
import dev.lethe.event.Deliver.Written;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.SubjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliverTest {
    private final List<List<Integer>> calls = new ArrayList<>();

    private static SubjectId person(int n) {
        return new SubjectId("sub1_" + "a".repeat(25) + (char) ('a' + n));
    }

    private static Written row(int person, int n) {
        return new Written("s" + n, Optional.of(withdrawn(person(person), n)));
    }

    private static int number(Event event) {
        return ((Fact.Decided) event.fact()).revision();
    }

    /** A bus that takes what is before the first of these numbers. */
    private Deliver failingAt(Integer... numbers) {
        return new Deliver(events -> {
            var sent = events.stream().map(DeliverTest::number).toList();
            calls.add(sent);
            var taken = (int)
                    sent.stream().takeWhile(n -> !List.of(numbers).contains(n)).count();
            if (taken == 0) {
                throw new StoreUnavailable();
            }
            return taken;
        });
    }

    @Test
    void tenAreSentAtOnceAndTheRestAfter() {
        var rows = IntStream.rangeClosed(1, 23).mapToObj(n -> row(n, n)).toList();
        assertThat(failingAt().deliver(rows)).isEqualTo(new Report(23, Optional.empty()));
        assertThat(calls).extracting(List::size).containsExactly(10, 10, 3);
    }

    @Test
    void nothingToTellIsNoCall() {
        assertThat(failingAt().deliver(List.of())).isEqualTo(new Report(0, Optional.empty()));
        assertThat(calls).isEmpty();
    }

    @Test
    void theFirstThatFailsEndsTheBatch() {
        var rows = IntStream.rangeClosed(1, 23).mapToObj(n -> row(n, n)).toList();
        assertThat(failingAt(14).deliver(rows)).isEqualTo(new Report(13, Optional.of("s14")));
        assertThat(calls).hasSize(2);
    }

    @Test
    void whereTheBusDoesNotAnswerTheBatchComesAgainFromThere() {
        assertThat(failingAt(1).deliver(List.of(row(1, 1), row(2, 2)))).isEqualTo(new Report(0, Optional.of("s1")));
    }

    @Test
    void noCallHasTwoEventsOfOnePerson() {
        assertThat(failingAt(2).deliver(List.of(row(1, 1), row(2, 2), row(1, 3), row(2, 4))))
                .isEqualTo(new Report(1, Optional.of("s2")));
        // Event 4 of the same person as event 2 was not sent.
        assertThat(calls).containsExactly(List.of(1, 2));
    }

    @Test
    void whatCannotBeReadFailsAndWhatIsBeforeItIsSent() {
        var rows = List.of(row(1, 1), new Written("s2", Optional.empty()), row(3, 3));
        assertThat(failingAt().deliver(rows)).isEqualTo(new Report(1, Optional.of("s2")));
        assertThat(calls).containsExactly(List.of(1));
        assertThat(failingAt(1).deliver(rows)).isEqualTo(new Report(0, Optional.of("s1")));
    }

    @Test
    void aBugIsNotRetriedAsIfItWereTheWorlds() {
        assertThatIllegalStateException().isThrownBy(() -> new Deliver(Bus.NOWHERE).deliver(List.of(row(1, 1))));
    }

    /** Whatever fails and however often, each person's events are heard first in the order in which they were written. */
    @Test
    void nobodysEventsAreEverOvertaken() {
        var seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        var rows = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> row(random.nextInt(12), n))
                .toList();
        var heard = new ArrayList<Integer>();
        // As EventBridge does: each entry by itself is taken or not, whatever becomes of the one before it.
        var deliver = new Deliver(events -> {
            var taken = events.stream().map(_ -> random.nextInt(4) > 0).toList();
            for (var i = 0; i < events.size(); i++) {
                var number = number(events.get(i));
                if (taken.get(i) && !heard.contains(number)) {
                    heard.add(number);
                }
            }
            return (int) taken.stream().takeWhile(took -> took).count();
        });
        var from = 0;
        while (from < rows.size()) {
            var retry = deliver.deliver(rows.subList(from, rows.size())).retry();
            from = retry.map(at -> Integer.parseInt(at.substring(1)) - 1).orElse(rows.size());
        }
        assertThat(heard).as("seed %d", seed).hasSize(rows.size());
        for (var n = 0; n < 12; n++) {
            var person = Optional.of(person(n));
            var written = rows.stream()
                    .map(row -> row.event().orElseThrow())
                    .filter(event -> event.fact().person().equals(person))
                    .map(DeliverTest::number)
                    .toList();
            assertThat(heard.stream().filter(written::contains))
                    .as("seed %d, person %d", seed, n)
                    .containsExactlyElementsOf(written);
        }
    }
}
