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
     * @param afterwards what becomes of it then, in words
     */
    public record Line(
            Purpose purpose,
            String category,
            String what,
            Optional<Set<String>> regimes,
            Period keep,
            String howLong,
            String afterwards,
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
        var page = new Page(schedule.map(RetentionSchedule::text), locale, say);
        var lines = new ArrayList<Line>();
        noticed.terms(tenant, catalog).forEach((purpose, terms) -> terms.categories().stream()
                .sorted()
                .forEach(category -> lines.addAll(page.lines(terms, category))));
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

    /** A schedule in one language. */
    private record Page(Optional<ScheduleDraft> schedule, Optional<LanguageTag> locale, Phrases say) {

        /** What counts for everybody, and where something else counts for some. */
        List<Line> lines(Terms terms, String category) {
            var about = schedule.map(ScheduleDraft::rules).orElse(List.of()).stream()
                    .filter(rule -> rule.purpose().equals(terms.purpose())
                            && rule.category().equals(category))
                    .toList();
            var all = about.stream().filter(rule -> rule.regimes().isEmpty()).findFirst();
            var told = all.filter(rule -> !ScheduleRules.isLonger(rule.keep(), terms.retention()));
            var general = told.map(RetentionRule::keep).orElse(terms.retention());
            var anonymised = all.filter(RetentionRule::anonymises).isPresent();
            var lines = new ArrayList<Line>();
            lines.add(line(
                    terms,
                    category,
                    Optional.empty(),
                    general,
                    anonymised,
                    told.map(this::reason).orElse(terms.retentionReason())));
            for (var rule : about) {
                var sooner = ScheduleRules.isLonger(general, rule.keep());
                // Where any rule has it deleted, it is.
                var ofThese = rule.anonymises() && (anonymised || all.isEmpty());
                if (rule.regimes().isPresent() && (sooner || ofThese != anonymised)) {
                    lines.add(line(
                            terms, category, rule.regimes(), sooner ? rule.keep() : general, ofThese, reason(rule)));
                }
            }
            return lines;
        }

        private Line line(
                Terms terms,
                String category,
                Optional<Set<String>> regimes,
                Period keep,
                boolean anonymised,
                String why) {
            return new Line(
                    terms.purpose(),
                    category,
                    say.sayIfAny("category." + category).orElse(category),
                    regimes,
                    keep,
                    Periods.inWords(keep, say),
                    anonymised && terms.isAnonymised()
                            ? say.say("afterwards.anonymised", "n", Integer.toString(peopleMin()))
                            : say.say("afterwards.deleted"),
                    why);
        }

        private int peopleMin() {
            return schedule.map(ScheduleDraft::peopleAtLeast).orElse(Statistic.PEOPLE_MIN);
        }

        private String reason(RetentionRule rule) {
            var reasons = rule.reasons();
            return locale.flatMap(tag -> tag.among(reasons.keySet()))
                    .map(reasons::get)
                    .orElseGet(() -> reasons.values().iterator().next());
        }
    }
}
