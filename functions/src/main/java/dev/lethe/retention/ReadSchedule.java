package dev.lethe.retention;

import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Nothing;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.Tenants;
import dev.lethe.notice.Terms;
import dev.lethe.words.Periods;
import dev.lethe.words.Phrases;
import dev.lethe.words.Words;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers {@code READ_SCHEDULE}: what is kept, for how long and why, for anyone to read. */
public final class ReadSchedule implements Endpoint<Nothing> {

    /**
     * What counts now.
     *
     * @param version of the retention schedule; 0 where only the notices say how long
     */
    public record Answer(
            int version, Optional<Instant> publishedAt, LanguageTag locale, List<Line> kept, List<Evidence> evidence) {}

    /**
     * One kind of data for one purpose.
     *
     * @param what the category in words, where it is one that the suite knows
     * @param regimes whose people it is about; everybody else where absent
     * @param howLong the period in words
     */
    public record Line(
            Purpose purpose,
            String category,
            String what,
            Optional<Set<String>> regimes,
            Period keep,
            String howLong,
            String why) {}

    /** One kind of evidence. */
    public record Evidence(EvidencePeriod.Kind kind, Period keep, String howLong, String why, String source) {}

    private final Schedules schedules;
    private final Noticed noticed;
    private final Tenants tenants;
    private final Words words;

    public ReadSchedule(Schedules schedules, Noticed noticed, Tenants tenants, Words words) {
        this.schedules = schedules;
        this.noticed = noticed;
        this.tenants = tenants;
        this.words = words;
    }

    @Override
    public Contract<Nothing> contract() {
        return Contract.reading("Read what is kept, for how long and why")
                .query("locale", LanguageTag.class, false)
                .answers(200, Answer.class)
                .refuses(Problem.NOT_FOUND);
    }

    @Override
    public Response handle(Request<Nothing> request) {
        var site = request.path("site", Site::new);
        var wanted = request.query("locale", LanguageTag::new);
        var tenant = tenants.at(site).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        var catalog = schedules.catalog(tenant);
        var schedule = schedules.inForce(tenant, catalog);
        var locale = wanted.or(() -> schedule.map(version -> version.text().locale()));
        var say = words.in(locale);
        var rules = schedule.map(version -> version.text().rules()).orElse(List.of());
        var lines = new ArrayList<Line>();
        noticed.terms(tenant, catalog).forEach((purpose, terms) -> terms.categories().stream()
                .sorted()
                .forEach(category -> lines.addAll(lines(terms, category, rules, locale, say))));
        return Response.ok(new Answer(
                catalog.schedule(),
                schedule.map(RetentionSchedule::publishedAt),
                say.language(),
                lines,
                schedule.stream()
                        .flatMap(version -> version.text().evidence().stream())
                        .map(kept -> new Evidence(
                                kept.kind(),
                                kept.keep(),
                                Periods.inWords(kept.keep(), say),
                                kept.ground(),
                                kept.source()))
                        .toList()));
    }

    /** What counts for everybody, and where less counts for some. */
    private static List<Line> lines(
            Terms terms, String category, List<RetentionRule> rules, Optional<LanguageTag> locale, Phrases say) {
        var about = rules.stream()
                .filter(rule -> rule.purpose().equals(terms.purpose())
                        && rule.category().equals(category))
                .filter(rule -> ScheduleRules.isLonger(terms.retention(), rule.keep()))
                .toList();
        var all = about.stream().filter(rule -> rule.regimes().isEmpty()).findFirst();
        var general = all.map(RetentionRule::keep).orElse(terms.retention());
        var lines = new ArrayList<Line>();
        lines.add(line(
                terms.purpose(),
                category,
                Optional.empty(),
                general,
                all.map(rule -> reason(rule, locale)).orElse(terms.retentionReason()),
                say));
        about.stream()
                .filter(rule -> rule.regimes().isPresent() && ScheduleRules.isLonger(general, rule.keep()))
                .forEach(rule -> lines.add(
                        line(terms.purpose(), category, rule.regimes(), rule.keep(), reason(rule, locale), say)));
        return lines;
    }

    private static Line line(
            Purpose purpose, String category, Optional<Set<String>> regimes, Period keep, String why, Phrases say) {
        return new Line(
                purpose,
                category,
                say.sayIfAny("category." + category).orElse(category),
                regimes,
                keep,
                Periods.inWords(keep, say),
                why);
    }

    private static String reason(RetentionRule rule, Optional<LanguageTag> locale) {
        var reasons = rule.reasons();
        return locale.flatMap(tag -> tag.among(reasons.keySet()))
                .map(reasons::get)
                .orElseGet(() -> reasons.values().iterator().next());
    }
}
