package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.Purpose;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code READ_STATISTICS}: which words many people used in what was due on a day. A day is told whole or not at all, never changes,
 * and is not added up with others: so no two answers differ by a person.
 */
public final class ReadStatistics implements Endpoint<Nothing> {

    /**
     * One day.
     *
     * @param day as asked for, else the last one of which anything was counted; absent where nothing ever was
     * @param suppressed of how many purposes nothing is told, since no word was used by enough people
     */
    public record Answer(Optional<LocalDate> day, List<OfPurpose> purposes, int suppressed) {}

    /**
     * What was due for one purpose.
     *
     * @param peopleMin how many people used each word, at least
     * @param words by how many people each was used, rounded down to five
     */
    public record OfPurpose(Purpose purpose, String category, int peopleMin, Map<String, Integer> words) {}

    private final Statistics statistics;
    private final Schedules schedules;

    public ReadStatistics(Statistics statistics, Schedules schedules) {
        this.statistics = statistics;
        this.schedules = schedules;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read which words many people used in what was due on a day")
                .query("day", LocalDate.class, false)
                .answers(200, Answer.class);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("A day is written as in 2026-03-01");
        }
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var tenant = request.tenant();
        var day = request.query("day", ReadStatistics::day).or(() -> statistics.lastDay(tenant));
        var all = day.map(of -> statistics.of(tenant, of)).orElse(List.of());
        var peopleMin = schedules
                .inForce(tenant, schedules.catalog(tenant))
                .map(schedule -> schedule.text().peopleAtLeast())
                .orElse(Statistic.PEOPLE_MIN);
        var told = all.stream()
                .map(statistic -> statistic.told(peopleMin))
                .filter(statistic -> !statistic.people().isEmpty())
                .map(statistic -> new OfPurpose(
                        statistic.purpose(), statistic.category(), statistic.peopleMin(), statistic.people()))
                .toList();
        return Response.ok(new Answer(day, told, all.size() - told.size()));
    }
}
