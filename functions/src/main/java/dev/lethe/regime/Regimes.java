package dev.lethe.regime;

import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import dev.lethe.regime.Regime.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The regimes that this suite knows. Each file is read when it is first asked for, and once. */
public final class Regimes {
    /** How many regimes may come with the suite. */
    static final int REGIMES_MAX = 200;

    static final String INDEX = "index.json";

    /**
     * What comes with the suite.
     *
     * @param regimes whom each protects, so that it is read only where it applies
     * @param calendars each place's time zone
     */
    public record Index(
            @Text(max = 40, form = Regime.ID) @Items(max = REGIMES_MAX)
            Map<String, Scope> regimes,

            @Text(max = 40, form = Regime.ID) @Items(max = 50)
            List<String> tables,

            @Text(max = 40, form = "[A-Za-z0-9_/-]+") @Items(max = REGIMES_MAX)
            Map<String, String> calendars) {}

    private static final String CODE = "[A-Z]{2}(?:-[A-Z0-9]{1,3})?";

    /** ISO 3166-1. */
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** ISO 3166-2:US. Each has a law of its own on breaches, known here or not. */
    private static final Set<String> STATES = Stream.of(
                    ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS"
                                    + " MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR UM VI")
                            .split(" ", -1))
            .map("US-"::concat)
            .collect(Collectors.toUnmodifiableSet());

    private final RegimeFiles files;
    private final Map<String, Optional<? extends Record>> read = new ConcurrentHashMap<>();

    public Regimes() {
        this(RegimeFiles.packaged());
    }

    public Regimes(RegimeFiles files) {
        this.files = files;
    }

    /** By when requests have to be answered of which nobody knows whose law they are under, or whose law sets no time. */
    public ResponseRule response() {
        var regime = regime("eu_gdpr").orElseThrow();
        var fact = regime.fact("eu_gdpr.rights.response").orElseThrow();
        var term = fact.term(Term.DUE).orElseThrow();
        return new ResponseRule(fact, term, clock(term.clock()).orElseThrow());
    }

    public Optional<Regime> regime(String id) {
        return id.matches(Regime.ID) && !INDEX.equals(id + ".json")
                ? read(id + ".json", Regime.class)
                : Optional.empty();
    }

    public Optional<FactTable> table(String id) {
        return id.matches(Regime.ID) ? read("tables/" + id + ".json", FactTable.class) : Optional.empty();
    }

    public Optional<HolidayCalendar> calendar(Place of) {
        return of.code().matches(CODE) ? read("calendars/" + of + ".json", HolidayCalendar.class) : Optional.empty();
    }

    /** The place whose calendar has this time zone, if there is one alone. */
    public Optional<Place> placeOf(String zone) {
        var places = index().calendars().entrySet().stream()
                .filter(of -> of.getValue().equals(zone))
                .map(of -> new Place(of.getKey()))
                .toList();
        return places.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty();
    }

    /** A clock by its id, without the prefix that its fact has. */
    public Optional<Clock> clock(String id) {
        return table(FactTable.CLOCKS)
                .flatMap(clocks -> clocks.fact("clock." + id))
                .flatMap(Fact::clock);
    }

    /** A fact of any regime or table. */
    public Optional<Fact> fact(String id) {
        var first = id.replaceFirst("[.].*", "");
        var regime = regime(first);
        if (regime.isPresent()) {
            return regime.get().fact(id);
        }
        return tables().flatMap(table -> table.fact(id).stream()).findFirst();
    }

    /** Whom each regime protects: those that come with the suite, and those that somebody put over or beside them. */
    public Map<String, Scope> scopes() {
        var scopes = new LinkedHashMap<>(index().regimes());
        for (var own : files.own()) {
            scopes.put(
                    own,
                    regime(own)
                            .orElseThrow(() -> new IllegalStateException(own + ".json is no name of a regime's"))
                            .scope());
        }
        return scopes;
    }

    /** Whether it is in a country that there is (ISO 3166-1). Whether a country has such a region is not looked up. */
    public boolean isInSomeCountry(Place place) {
        return COUNTRIES.contains(place.country().code());
    }

    /** Whether it is a country, or a region that some law here is about: of other regions nobody can say that they are any. */
    public boolean knows(Place place) {
        return place.equals(place.country())
                ? COUNTRIES.contains(place.code())
                : Stream.of(
                                scopes().values().stream().flatMap(scope -> scope.territory().stream()),
                                index().calendars().keySet().stream().map(Place::new),
                                table(FactTable.BOTS).stream()
                                        .flatMap(bots -> bots.items().stream())
                                        .flatMap(fact -> fact.bot().stream())
                                        .map(Fact.Bot::place))
                        .flatMap(Function.identity())
                        .anyMatch(place::equals);
    }

    /** Whether there is such a place: one that is known here, or a state, district or territory of the United States (ISO 3166-2:US). */
    public boolean exists(Place place) {
        return knows(place) || STATES.contains(place.code());
    }

    public Stream<FactTable> tables() {
        return index().tables().stream().flatMap(id -> table(id).stream());
    }

    /** Every regime. Reads all of their files. */
    public List<Regime> all() {
        var all = new ArrayList<Regime>();
        scopes().keySet().forEach(id -> all.add(regime(id).orElseThrow()));
        return all;
    }

    private Index index() {
        return read(INDEX, Index.class).orElseThrow();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalStateException naming the file and every field that is not as it should be, and no value
     */
    private <R extends Record> Optional<R> read(String name, Class<R> type) {
        return read.computeIfAbsent(name, _ -> files.read(name).map(bytes -> parsed(name, bytes, type)))
                .map(type::cast);
    }

    private static <R extends Record> R parsed(String name, byte[] bytes, Class<R> type) {
        var tree = Json.read(bytes).orElseThrow(() -> new IllegalStateException(name + " is not JSON"));
        try {
            var file = Shape.of(type).read(tree);
            consistent(name, file);
            return file;
        } catch (Malformed malformed) {
            var wrongs = malformed.wrongs().stream()
                    .map(wrong -> wrong.pointer() + " " + wrong.detail())
                    .toList();
            throw new IllegalStateException(name + ": " + String.join("; ", wrongs), malformed);
        }
    }

    /** What no shape can say: that a file is what its name says, and that its facts are its own and have sources. */
    private static void consistent(String name, Record file) {
        var wrong =
                switch (file) {
                    case Regime regime -> {
                        var facts = regime.facts().toList();
                        yield name.equals(regime.regime() + ".json")
                                        && facts.stream()
                                                .allMatch(fact -> fact.id().startsWith(regime.regime() + "."))
                                        && sourced(facts, regime.sources())
                                ? ""
                                : "is not named as it is, has a fact of another's, a fact twice, or a source that is not there";
                    }
                    case FactTable table ->
                        name.equals("tables/" + table.table() + ".json") && sourced(table.items(), table.sources())
                                ? ""
                                : "is not named as it is, has a fact twice, or a source that is not there";
                    case HolidayCalendar calendar ->
                        name.equals("calendars/" + calendar.calendar() + ".json") ? "" : "is not named as it is";
                    default -> "";
                };
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(name + " " + wrong);
        }
    }

    private static boolean sourced(List<Fact> facts, Map<String, Source> sources) {
        return facts.stream().map(Fact::id).distinct().count() == facts.size()
                && facts.stream()
                        .flatMap(fact -> fact.sources().stream())
                        .allMatch(source -> source.equals(Fact.GENERAL_KNOWLEDGE) || sources.containsKey(source));
    }
}
