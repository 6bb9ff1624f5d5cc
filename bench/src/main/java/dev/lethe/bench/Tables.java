package dev.lethe.bench;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was measured, as Markdown. Ratios are what to quote; microseconds belong to one machine and one hour. */
final class Tables {
    private static final List<Integer> SIZES = List.of(200, 2_048, 20_480);
    private static final Map<String, String> KEYS = Map.of(
            "bareSeal", "bare: seal 2 KB",
            "bareHmac", "bare: one HMAC",
            "pseudonym", "a person's pseudonym",
            "firstMessage", "a person's first message of 2 KB: generate, create the row, seal",
            "openWhenNothingIsCached", "open 2 KB when nothing is cached: two keys unwrapped",
            "shred", "erase a person: what is computed before the one transaction");

    static String seal(List<Measured> measured) {
        return Stream.of("seal", "open")
                .map(what -> "### To %s\n\n".formatted(what)
                        + row(Stream.concat(
                                Stream.of("processor µs, and ratio to bare"),
                                Stream.concat(
                                        SIZES.stream().map("%,d B"::formatted),
                                        Stream.of("KMS calls an item", "bytes over the text"))))
                        + "|---|" + "---:|".repeat(SIZES.size() + 2) + "\n"
                        + Arrays.stream(Entrant.values())
                                .map(entrant -> seal(what, entrant, measured))
                                .collect(joining()))
                .collect(joining("\n"));
    }

    private static String seal(String what, Entrant entrant, List<Measured> measured) {
        var contestant = entrant.enter(1);
        var text = SealBench.text(SIZES.get(1));
        var overhead = contestant.overhead(contestant.seal(0, contestant.holding(text)), text);
        var calls = SIZES.stream()
                .mapToDouble(
                        size -> find(measured, what, Optional.of(entrant), size).kmsCalls())
                .average()
                .orElseThrow();
        return row(Stream.of(
                        Stream.of(entrant.title()),
                        SIZES.stream()
                                .map(size -> compared(
                                        find(measured, what, Optional.of(entrant), size),
                                        find(measured, what, Optional.of(Entrant.BARE), size))),
                        Stream.of(
                                calls == 0 ? "0" : String.format(Locale.ROOT, "%.3f", calls),
                                Integer.toString(overhead)))
                .flatMap(cells -> cells));
    }

    static String keys(List<Measured> measured) {
        var bare = find(measured, "bareSeal", Optional.empty(), 0);
        return "### Keys\n\n"
                + row(Stream.of("operation", "processor µs, and ratio to a bare seal of 2 KB", "KMS calls"))
                + "|---|---:|---:|\n"
                + KEYS.entrySet().stream()
                        .map(entry -> Map.entry(entry.getValue(), find(measured, entry.getKey(), Optional.empty(), 0)))
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> row(Stream.of(
                                entry.getKey(),
                                compared(entry.getValue(), bare),
                                String.format(
                                        Locale.ROOT, "%.3f", entry.getValue().kmsCalls()))))
                        .collect(joining());
    }

    private static String compared(Measured measured, Measured to) {
        return String.format(
                Locale.ROOT,
                "%,.2f (%,.2fx)",
                measured.processorMicros(),
                measured.processorMicros() / to.processorMicros());
    }

    private static Measured find(List<Measured> measured, String what, Optional<Entrant> entrant, int size) {
        return measured.stream()
                .filter(one -> one.what().equals(what))
                .filter(one -> one.entrant().equals(entrant))
                .filter(one -> one.size() == size)
                .findFirst()
                .orElseThrow();
    }

    static String row(Stream<String> cells) {
        return cells.collect(joining(" | ", "| ", " |\n"));
    }

    private Tables() {}
}
