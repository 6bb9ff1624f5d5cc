package dev.lethe.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Access;
import dev.lethe.http.Json;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.demo.DemoNotice;
import dev.lethe.local.demo.Http;
import dev.lethe.local.operator.Operator;
import dev.lethe.store.Keys.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** An export as a test has it: the lines of each file. Two are taken once, of a day with three people; each test changes its own. */
final class TakenOut {
    static final String ACCOUNT = "24601337";

    /** How many decisions {@link #WHOLE} has. */
    static final int DECISIONS = 7;

    private record Taken(TakenOut whole, Instant at, TakenOut fresh) {}

    private static final Taken TAKEN = taken();

    /** All but the last decision was put more than a day before, and everything is anchored. */
    static final TakenOut WHOLE = TAKEN.whole;

    /** When {@link #WHOLE} was taken. */
    static final Instant AT = TAKEN.at;

    /** The same and one decision more, which is not anchored yet; without receipts. */
    static final TakenOut FRESH = TAKEN.fresh;

    private static Taken taken() {
        try (var world = LocalWorld.startStill(LocalWorld.Options.inMemory())) {
            DemoNotice.publish(world.uri(), world.tokens().issue(Access.OFFICER, LocalWorld.DEMO));
            for (var person = 1; person <= 3; person++) {
                decides(world, person, "grant");
                world.pump();
                decides(world, person, "withdraw");
            }
            notices(world, 2);
            bot(world).post("/v1/requests", Map.of("subject", account(3), "type", "erasure"));
            world.pump();
            world.clock().advance("PT25H");
            decides(world, 2, "grant");
            world.pump();
            world.clock().advance("PT10M");
            var at = world.clock().instant();
            var whole = take(world, true);
            decides(world, 1, "grant");
            world.clock().advance("PT2M");
            return new Taken(whole, at, take(world, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final Map<ExportFile, List<String>> files;

    private TakenOut(Map<ExportFile, List<String>> files) {
        this.files = files;
    }

    private static Http bot(LocalWorld world) {
        return new Http(world.uri(), world.tokens().issue(Access.BOT, LocalWorld.DEMO));
    }

    /** Something is noticed, and some entries are added. */
    private static void notices(LocalWorld world, int entries) {
        var responder = new Http(world.uri(), world.tokens().issue(Access.RESPONDER, LocalWorld.DEMO));
        var opened = responder.post(
                "/v1/incidents",
                Map.of("detectedAt", "2026-01-31T12:00:00Z", "description", Map.of("summary", "a bucket")));
        for (var entry = 0; entry < entries; entry++) {
            assertThat(responder
                            .post("/v1/incidents/" + opened.text("incident") + "/entries", Map.of("note", "looking"))
                            .status())
                    .isEqualTo(201);
        }
    }

    private static Map<String, Object> account(int person) {
        return Map.of("channel", "messenger", "userId", ACCOUNT + person);
    }

    private static void decides(LocalWorld world, int person, String decision) {
        var answer = bot(world)
                .post(
                        "/v1/consents",
                        Map.of(
                                "subject",
                                account(person),
                                "notice",
                                Map.of("id", "chat", "version", 1),
                                "decisions",
                                List.of(Map.of("purpose", "chat-history", "decision", decision))));
        assertThat(answer.status()).isEqualTo(201);
    }

    static TakenOut take(LocalWorld world, boolean receipts) {
        var files = new EnumMap<ExportFile, List<String>>(ExportFile.class);
        KeptCheckpoints kept = each ->
                world.objects().all().values().forEach(jws -> each.accept(new String(jws, StandardCharsets.US_ASCII)));
        new Operator(world.operators(), kept, told -> {
                    var space = told.indexOf(' ');
                    files.computeIfAbsent(
                                    ExportFile.called(told.substring(0, space)).orElseThrow(), _ -> new ArrayList<>())
                            .add(told.substring(space + 1));
                })
                .export(receipts);
        return new TakenOut(files);
    }

    List<String> lines(ExportFile file) {
        return List.copyOf(files.getOrDefault(file, List.of()));
    }

    List<EvidenceRow> rows() {
        return lines(ExportFile.EVIDENCE).stream().map(TakenOut::row).toList();
    }

    /** Where rows of a kind are. */
    List<Integer> of(Kind kind) {
        var rows = rows();
        return IntStream.range(0, rows.size())
                .filter(at -> rows.get(at).is(kind))
                .boxed()
                .toList();
    }

    /** Where a chain of three entries or more begins. */
    int chain() {
        var rows = rows();
        return of(Kind.CHAINED).stream()
                .filter(at -> at + 2 < rows.size()
                        && rows.get(at).pk().equals(rows.get(at + 2).pk()))
                .findFirst()
                .orElseThrow();
    }

    /** The same with other lines in one file, and a header that tells of as many. */
    TakenOut with(ExportFile changed, Consumer<List<String>> change) {
        var other = lying(changed, change);
        if (changed != ExportFile.HEADER
                && Json.read(lines(ExportFile.HEADER).getFirst().getBytes(StandardCharsets.UTF_8))
                                .orElseThrow()
                        instanceof Map<?, ?> header) {
            var honest = new TreeMap<String, Object>();
            header.forEach((name, value) -> honest.put(String.valueOf(name), value));
            honest.put("rows", other.lines(ExportFile.EVIDENCE).size());
            honest.put("checkpoints", other.lines(ExportFile.CHECKPOINTS).size());
            honest.put("receipts", other.lines(ExportFile.RECEIPTS).size());
            other.files.put(ExportFile.HEADER, List.of(line(honest)));
        }
        return other;
    }

    /** The same with other lines in one file, of which its header knows nothing. */
    TakenOut lying(ExportFile changed, Consumer<List<String>> change) {
        var other = new EnumMap<>(files);
        var lines = new ArrayList<>(lines(changed));
        change.accept(lines);
        other.put(changed, lines);
        return new TakenOut(other);
    }

    /** Writes it into a directory of its own. */
    Path into(Path parent) {
        try {
            var directory = Files.createTempDirectory(parent, "export");
            for (var file : files.entrySet()) {
                Files.write(file.getKey().in(directory), file.getValue());
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Findings verified(Path parent) {
        try {
            return new Verification(into(parent), Optional.empty()).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EvidenceRow row(String line) {
        return EvidenceRow.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    static String line(Map<String, Object> tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }
}
