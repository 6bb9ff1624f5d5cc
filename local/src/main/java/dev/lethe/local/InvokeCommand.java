package dev.lethe.local;

import dev.lethe.api.Fn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lethe invoke}. */
@Command(
        name = "invoke",
        description = "Run one function on an event, in a fresh world with the demo's notice, and print its answer.",
        mixinStandardHelpOptions = true)
final class InvokeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FUNCTION",
            description =
                    "site, notice, consent, conversation, rights, expiry, delivery, purge, hold, holding or erasure")
    String function = "";

    @Parameters(
            index = "1",
            paramLabel = "EVENT.json",
            description = "an event as Lambda sends it, such as those in events/")
    Path event = Path.of("");

    @Override
    public Integer call() throws IOException {
        var fn = Arrays.stream(Fn.values())
                .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(function))
                .findFirst();
        if (fn.isEmpty()) {
            System.err.println("lethe: functions are "
                    + Arrays.stream(Fn.values())
                            .map(known -> known.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")));
            return 2;
        }
        if (!Files.isReadable(event)) {
            System.err.println("lethe: the event cannot be read");
            return 2;
        }
        System.out.println(
                new String(SampleEvents.invoke(fn.get(), Files.readAllBytes(event)), StandardCharsets.UTF_8));
        return 0;
    }
}
