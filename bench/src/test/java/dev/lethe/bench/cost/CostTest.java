package dev.lethe.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.bench.cost.CostModel.Month;
import dev.lethe.bench.cost.CostModel.Part;
import dev.lethe.bench.cost.Counting.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The cost model computes, and its document is what it computes from today's counts. To write it anew: {@code mvn test -pl
 * functions,local,bench -Dtest=CostTest -Dsurefire.failIfNoSpecifiedTests=false -Dlethe.write=true}.
 */
class CostTest {
    private static final String BEGIN = "<!-- cost: generated -->\n";
    private static final String END = "<!-- cost: end -->";
    private static final Path DOCUMENT =
            Path.of(System.getProperty("lethe.root", "..")).resolve("docs/COST.md");

    @Test
    void theDocumentSaysWhatIsCountedToday() throws IOException {
        var counted = Counting.count();
        assertThat(counted.used().keySet()).containsExactlyInAnyOrder(Operation.values());
        var model = new CostModel(counted);
        var before = Files.readString(DOCUMENT);
        var generated = before.substring(0, before.indexOf(BEGIN) + BEGIN.length())
                + CostTables.of(counted)
                + before.substring(before.indexOf(END));
        if (Boolean.getBoolean("lethe.write")) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(generated);

        assertThat(model.of(Operation.ONE_MESSAGE))
                .returns(0.0, Used::kmsRequests)
                .returns(2.0, Used::calls);
        assertThat(model.of(Operation.FIRST_MESSAGE).kmsRequests()).isEqualTo(1);
        purgesAreInProportionToWhatIsDue(counted);
        assertThat(model.of(Operation.REWRAP).kmsRequests()).isGreaterThanOrEqualTo(2.0 * Counting.REWRAPPED);
    }

    private static void purgesAreInProportionToWhatIsDue(Counted counted) {
        var alone = counted.purges().getFirst();
        var beside = counted.purges().getLast();
        assertThat(beside.beside()).isEqualTo(Counting.TIMES_DUE * Counting.DUE);
        assertThat(beside.purge().used()).isEqualTo(alone.purge().used());
        assertThat(beside.scan().used().readUnits())
                .as("what a scan reads grows with what is not due")
                .isGreaterThan(3 * alone.scan().used().readUnits());
        assertThat(counted.overdue()).isEqualTo(new PurgeRounds.Overdue(PurgeRounds.OVERDUE, 0));
        assertThat(counted.callsForADay())
                .as("a query for each shard, and a mark")
                .isEqualTo(17);
    }

    @Test
    void aBillIsCountsTimesPrices() {
        var once = new Used(8, 4, 2, 10, 1, 1, 0.5);
        var model = new CostModel(all(once));
        assertThat(model.dollars(Operation.PAGE))
                .isCloseTo(
                        8 * 0.125e-6 + 4 * 0.625e-6 + 2 * 0.03e-4 + 1e-6 + 0.2e-6 + 0.5 * 0.0000133334, within(1e-12));
    }

    @Test
    void whatIsFreeCostsTheKeysAlone() {
        var month = new Month("nothing", 0, 0);
        assertThat(new CostModel(all(Used.NOTHING)).dollars(month))
                .containsEntry(Part.KMS, (double) CostModel.MASTER_KEYS)
                .containsEntry(Part.DYNAMO, 0.0)
                .containsEntry(Part.STORAGE, 0.0);
    }

    @Test
    void twiceTheMessagesCostMoreAndTwiceThePeopleToo() {
        var model = new CostModel(all(new Used(1, 1, 1, 1, 1, 1, 1)));
        var month = new Month("", 1_000, 10);
        assertThat(total(model, new Month("", 2_000, 10))).isGreaterThan(total(model, month));
        assertThat(total(model, new Month("", 1_000, 20))).isGreaterThan(total(model, month));
    }

    @Test
    void theAlternativesArePricedPerItemAndPerPerson() {
        var month = new Month("", 1_000_000, 50_000);
        assertThat(CostModel.keyPerPerson(month)).isEqualTo(50_000);
        assertThat(CostModel.kmsPerItem(month))
                .isCloseTo((1_000_000 + 50_000 * 5 * 25) * 0.03 / 10_000 + 1, within(1e-6));
    }

    @Test
    void aFunctionsTimeIsAssumedPerCallAndPerRun() {
        assertThat(Used.gigabyteSeconds(3, 1, 1_024)).isCloseTo(0.020, within(1e-12));
        assertThat(Used.gigabyteSeconds(3, 1, 512)).isCloseTo(0.010, within(1e-12));
    }

    private static double total(CostModel model, Month month) {
        return model.dollars(month).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static Counted all(Used used) {
        return new Counted(
                Arrays.stream(Operation.values()).collect(Collectors.toMap(operation -> operation, _ -> used)),
                100,
                100,
                0,
                List.of(),
                new PurgeRounds.Overdue(0, 0));
    }
}
