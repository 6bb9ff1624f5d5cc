package dev.lethe.local.regime;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.lethe.regime.Place;
import dev.lethe.regime.Regimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The calendars of public holidays are those of the library Jollyday, for a number of years. To write them anew: {@code mvn
 * test -pl functions,local -Dtest=HolidayCalendarsTest -Dsurefire.failIfNoSpecifiedTests=false -Dlethe.write=true}.
 */
class HolidayCalendarsTest {
    private static final int FIRST = 2024;
    private static final int LAST = 2036;
    private static final Path DIRECTORY =
            Path.of(System.getProperty("lethe.root", ".."), "functions/src/main/resources/regime/calendars");

    /** Where an authority's clocks go by public holidays: the EEA, and who counts in working days or months that roll. */
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("AT", "Europe/Vienna"),
            Map.entry("BE", "Europe/Brussels"),
            Map.entry("BG", "Europe/Sofia"),
            Map.entry("BR", "America/Sao_Paulo"),
            Map.entry("CY", "Asia/Nicosia"),
            Map.entry("CZ", "Europe/Prague"),
            Map.entry("DE", "Europe/Berlin"),
            Map.entry("DK", "Europe/Copenhagen"),
            Map.entry("EE", "Europe/Tallinn"),
            Map.entry("ES", "Europe/Madrid"),
            Map.entry("FI", "Europe/Helsinki"),
            Map.entry("FR", "Europe/Paris"),
            Map.entry("GB-ENG", "Europe/London"),
            Map.entry("GB-NIR", "Europe/London"),
            Map.entry("GB-SCT", "Europe/London"),
            Map.entry("GB-WLS", "Europe/London"),
            Map.entry("GR", "Europe/Athens"),
            Map.entry("HR", "Europe/Zagreb"),
            Map.entry("HU", "Europe/Budapest"),
            Map.entry("IE", "Europe/Dublin"),
            Map.entry("IS", "Atlantic/Reykjavik"),
            Map.entry("IT", "Europe/Rome"),
            Map.entry("JP", "Asia/Tokyo"),
            Map.entry("LI", "Europe/Vaduz"),
            Map.entry("LT", "Europe/Vilnius"),
            Map.entry("LU", "Europe/Luxembourg"),
            Map.entry("LV", "Europe/Riga"),
            Map.entry("MT", "Europe/Malta"),
            Map.entry("NL", "Europe/Amsterdam"),
            Map.entry("NO", "Europe/Oslo"),
            Map.entry("PL", "Europe/Warsaw"),
            Map.entry("PT", "Europe/Lisbon"),
            Map.entry("RO", "Europe/Bucharest"),
            Map.entry("SE", "Europe/Stockholm"),
            Map.entry("SG", "Asia/Singapore"),
            Map.entry("SI", "Europe/Ljubljana"),
            Map.entry("SK", "Europe/Bratislava"),
            Map.entry("US-CA", "America/Los_Angeles"));

    /**
     * What the library calls a public holiday, and its law does not: a day off too many would make a deadline too late, one
     * that is missing makes it earlier. Brazil: Carnival, Ash Wednesday and Corpus Christi are optional (Lei 662/1949, Lei
     * 9.093/1995). Japan: the Emperor's birthday left 23 December in 2019 (Act 178 of 1948). California: what is
     * had in October is no day off of the state's (Gov. Code 6700, 19853).
     */
    private static final Map<String, Set<String>> STRUCK = Map.of(
            "BR", Set.of("CARNIVAL", "ASH_WEDNESDAY", "CORPUS_CHRISTI"),
            "JP", Set.of("EMPERORS_BIRTHDAY"),
            "US-CA", Set.of("INDIGENOUS_PEOPLES_DAY"));

    static Stream<String> calendars() {
        return ZONES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("calendars")
    void aCalendarIsTheLibrarys(String calendar) throws IOException {
        var file = DIRECTORY.resolve(calendar + ".json");
        if (Boolean.getBoolean("lethe.write")) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, written(calendar));
        }
        assertThat(Files.readString(file)).isEqualTo(written(calendar));
    }

    @Test
    void noCalendarIsLeftOver() throws IOException {
        try (var files = Files.list(DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            calendars().map(calendar -> calendar + ".json").toList());
        }
    }

    @Test
    void aCalendarKnowsItsYearsAndNoOthers() {
        var germany = new Regimes().calendar(new Place("DE")).orElseThrow();
        assertThat(germany.isHoliday(LocalDate.parse("2026-12-25"))).isTrue();
        assertThat(germany.isHoliday(LocalDate.parse("2026-12-24"))).isFalse();
        assertThat(germany.knows(LocalDate.of(LAST, 12, 31))).isTrue();
        assertThat(germany.knows(LocalDate.of(LAST + 1, 1, 1))).isFalse();
        assertThat(germany.knows(LocalDate.of(FIRST - 1, 12, 31))).isFalse();
    }

    @Test
    void whatIsStruckIsNoHoliday() {
        var japan = new Regimes().calendar(new Place("JP")).orElseThrow();
        assertThat(japan.isHoliday(LocalDate.parse("2027-12-23"))).isFalse();
        var california = new Regimes().calendar(new Place("US-CA")).orElseThrow();
        assertThat(california.isHoliday(LocalDate.parse("2027-12-24"))).isFalse();
        assertThat(california.isHoliday(LocalDate.parse("2027-07-05"))).isTrue();
    }

    private static String written(String calendar) {
        var years = IntStream.rangeClosed(FIRST, LAST)
                .mapToObj(year -> "    \"" + year + "\": ["
                        + days(calendar, Year.of(year)).collect(joining("\", \"", "\"", "\"")) + "]")
                .collect(joining(",\n"));
        return """
                {
                  "calendar": "%s",
                  "zone": "%s",
                  "days": {
                %s
                  }
                }
                """.formatted(calendar, ZoneId.of(String.valueOf(ZONES.get(calendar))), years);
    }

    private static Stream<String> days(String calendar, Year year) {
        var parts = calendar.toLowerCase(Locale.ROOT).split("-", -1);
        var manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        var holidays = parts.length == 1 ? manager.getHolidays(year) : manager.getHolidays(year, parts[1]);
        return holidays.stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .filter(holiday -> holiday.getDate().getYear() == year.getValue())
                .filter(holiday -> !isStruck(calendar, holiday))
                .map(holiday -> MonthDay.from(holiday.getDate()).toString().substring(2))
                .distinct()
                .sorted();
    }

    private static boolean isStruck(String calendar, Holiday holiday) {
        var struck = STRUCK.getOrDefault(calendar, Set.of()).stream().anyMatch(holiday.getPropertiesKey()::endsWith);
        // Saturday's holidays are not had on Friday in California (Gov. Code 6701).
        return struck || (calendar.equals("US-CA") && holiday.getDate().isBefore(holiday.getActualDate()));
    }
}
