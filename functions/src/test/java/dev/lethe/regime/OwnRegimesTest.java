package dev.lethe.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.Project;
import dev.lethe.regime.ConsentModel.Demand;
import dev.lethe.regime.Deadlines.Answer;
import dev.lethe.regime.Deadlines.Question;
import dev.lethe.regime.ReviewRules.Overdue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator's own regimes, and when regimes are to be looked at again. */
class OwnRegimesTest {
    private static final String PACKAGED = "functions/src/main/resources/regime/";
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");

    @TempDir
    private Path directory;

    private Regimes with(String name, String like, UnaryOperator<String> change) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            var before = Project.read(PACKAGED + like);
            var after = change.apply(before);
            assertThat(name.equals(like) && after.equals(before)).isFalse();
            Files.writeString(file, after);
            return new Regimes(RegimeFiles.over(directory));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Situation living(String place) {
        return new Situation(Optional.of(new Place(place)), Optional.of(30), Set.of());
    }

    @Test
    void aRegimeIsAddedWithoutCode() {
        var regimes = with("ar_25326.json", "kr_pipa.json", text -> text.replace("kr_pipa", "ar_25326")
                .replace("\"territory\": [\"KR\"]", "\"territory\": [\"AR\"]"));
        var questions = new Questions(regimes);
        assertThat(questions.applicable(living("AR"))).containsOnlyKeys("ar_25326");
        assertThat(questions
                        .consent(PurposeClass.SENSITIVE, living("AR"), DAY)
                        .best()
                        .map(Strictest.Finding::answer))
                .contains(Demand.EXPLICIT);
        var answer = new Deadlines(regimes)
                .answer(new Question(
                        "ar_25326.rights.response",
                        new Beginning.Day(DAY),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        assertThat(((Answer.Found) answer).deadlines().getFirst().due()).isEqualTo("2026-12-11T23:59:59+09:00");
    }

    @Test
    void aRegimeIsPutInThePlaceOfAnother() {
        var regimes = with("eu_gdpr.json", "eu_gdpr.json", text -> text.replace("PT72H", "PT96H"));
        assertThat(regimes.fact("eu_gdpr.breach.sa")
                        .flatMap(fact -> fact.term(Term.DUE))
                        .map(term -> term.length().iso()))
                .contains("PT96H");
        assertThat(regimes.scopes()).hasSameSizeAs(new Regimes().scopes());
        assertThat(regimes.fact("uk_gdpr.breach.ico")).isPresent();
    }

    @Test
    void whatIsNamedAsNoRegimeIsRefused() {
        var misnamed = with("My-Regime.json", "kr_pipa.json", text -> text);
        assertThatIllegalStateException()
                .isThrownBy(misnamed::scopes)
                .withMessageContaining("My-Regime.json is no name of a regime's");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        var large = with("kr_pipa.json", "kr_pipa.json", text -> text + " ".repeat(RegimeFiles.OWN_BYTES_MAX));
        assertThatIllegalStateException()
                .isThrownBy(() -> large.regime("kr_pipa"))
                .withMessage("kr_pipa.json is too large");
    }

    @Test
    void aCalendarIsAddedWithoutCode() {
        var regimes = with("calendars/CN.json", "calendars/SG.json", text -> text.replace("\"SG\"", "\"CN\"")
                .replace("Asia/Singapore", "Asia/Shanghai"));
        assertThat(regimes.calendar(new Place("CN"))).isPresent();
    }

    /** What is wrong is told by the file and the field, and never by the value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"confidence\": \"primary\"; \"confidence\": \"certainly\"; /confidence must be one of",
                "\"P1M\"; \"one month\"; /terms/0/length must",
                "\"version\"; \"vision\"; has a field that is not one of",
                "\"EU_1182_MONTHS\"; \"own clock\"; /clock must match",
                "\"reviewOn\": \"2027-05-23\"; \"reviewOn\": \"soon\"; /reviewOn must be a date",
                "\"eu_gdpr.rights.fee\"; \"uk_gdpr.rights.fee\"; is not named as it is",
                "\"eu_gdpr.rights.fee\"; \"eu_gdpr.rights.ack\"; a fact twice",
                "[\"s_edpb282024\"]; [\"s_invented\"]; a source that is not there",
                "\"any\": [\"risk\"]; \"any\": [\"persons\"]; /breach is not of the right form",
                "\"any\": [\"risk\"]; \"under\": \"eu_gdpr.breach.individuals\"; is not of the right form",
                "{; <; is not JSON",
            })
    void aWrongFileIsRefusedByTheField(String part, String by, String says) {
        var regimes = with(
                "eu_gdpr.json",
                "eu_gdpr.json",
                text -> text.substring(0, text.indexOf(part))
                        + by
                        + text.substring(text.indexOf(part) + part.length()));
        assertThatIllegalStateException()
                .isThrownBy(regimes::response)
                .withMessageStartingWith("eu_gdpr.json")
                .withMessageContaining(says)
                .satisfies(
                        refused -> assertThat(refused.getMessage()).doesNotContain("certainly", "one month", "soon"));
    }

    @Test
    void aZoneThatDoesNotExistIsRefused() {
        var regimes = with("kr_pipa.json", "kr_pipa.json", text -> text.replace("Asia/Seoul", "Asia/Soul"));
        assertThatIllegalStateException()
                .isThrownBy(() -> regimes.regime("kr_pipa"))
                .withMessageContaining("right form");
    }

    @Test
    void termsHaveNamesOfTheirOwnAndRunFromWhatIsThere() {
        var twice = with(
                "ch_fadp.json", "ch_fadp.json", text -> text.replace("\"name\": \"reflection\"", "\"name\": \"due\""));
        assertThatIllegalStateException().isThrownBy(() -> twice.regime("ch_fadp"));
        var nowhere = with(
                "ch_fadp.json",
                "ch_fadp.json",
                text -> text.replace("\"after\": \"reflection\"", "\"after\": \"nothing\""));
        assertThatIllegalStateException().isThrownBy(() -> nowhere.regime("ch_fadp"));
    }

    @Test
    void onlyTheFilesThatAreAskedForAreRead() {
        var read = new ArrayList<String>();
        var packaged = RegimeFiles.packaged();
        var regimes = new Regimes(name -> {
            read.add(name);
            return packaged.read(name);
        });
        regimes.response();
        regimes.response();
        assertThat(read).containsExactly("eu_gdpr.json", "tables/clocks.json");
        read.clear();
        assertThat(new Questions(regimes)
                        .consent(PurposeClass.MARKETING, living("KR"), DAY)
                        .all())
                .hasSize(1);
        assertThat(read).containsExactly("index.json", "kr_pipa.json");
    }

    @Test
    void whatShouldHaveBeenLookedAtAgainIsListed() {
        var regimes = new Regimes();
        var all = regimes.all();
        var tables = regimes.tables().toList();
        assertThat(ReviewRules.overdue(all, tables, LocalDate.parse("2026-11-24")))
                .isEmpty();
        var afterNewYear = ReviewRules.overdue(all, tables, LocalDate.parse("2027-01-01"));
        assertThat(afterNewYear)
                .extracting(Overdue::id)
                .contains("us_ca.pending.2026_session")
                .doesNotContain("eu_gdpr");
        assertThat(afterNewYear).isSortedAccordingTo((a, b) -> a.reviewOn().compareTo(b.reviewOn()));
        var onTheDay = LocalDate.parse("2027-05-23");
        assertThat(ReviewRules.overdue(all, tables, onTheDay))
                .extracting(Overdue::id)
                .doesNotContain("eu_gdpr", "clocks");
        assertThat(ReviewRules.overdue(all, tables, onTheDay.plusDays(1)))
                .extracting(Overdue::id)
                .contains("eu_gdpr", "clocks", "in_dpdp.effective");
    }
}
