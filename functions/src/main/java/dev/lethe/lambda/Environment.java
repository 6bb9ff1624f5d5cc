package dev.lethe.lambda;

import dev.lethe.api.Bucket;
import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import dev.lethe.api.Table;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a function is told by its environment, read once. Holds names only; secrets never come this way.
 *
 * @param objectsAt an endpoint instead of S3's; the SDK's own clients look for theirs by themselves
 * @param eventsAt an endpoint instead of EventBridge's
 * @param regimes the directory of the operator's own regimes, if there are any
 */
public record Environment(
        Fn fn,
        Map<Table, String> tables,
        Map<MasterKey, String> masterKeys,
        Map<Bucket, String> buckets,
        Map<EventBus, String> buses,
        String region,
        String functionName,
        Optional<URI> objectsAt,
        Optional<URI> eventsAt,
        Optional<Path> regimes) {
    /** Where objects are kept, when that is not S3: the variable that AWS's own SDKs read for it. */
    public static final String OBJECTS_AT = "AWS_ENDPOINT_URL_S3";

    /** Where events are put, when that is not EventBridge. */
    public static final String EVENTS_AT = "AWS_ENDPOINT_URL_EVENTBRIDGE";

    /**
     * Reads the variables.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong, not only the first
     */
    public static Environment of(Map<String, String> variables) {
        var missing = new ArrayList<String>();
        var tables = new EnumMap<Table, String>(Table.class);
        for (var table : Table.values()) {
            tables.put(table, read(variables, table.variable(), missing));
        }
        var masterKeys = new EnumMap<MasterKey, String>(MasterKey.class);
        for (var key : MasterKey.values()) {
            masterKeys.put(key, read(variables, key.variable(), missing));
        }
        var buckets = new EnumMap<Bucket, String>(Bucket.class);
        for (var bucket : Bucket.values()) {
            buckets.put(bucket, read(variables, bucket.variable(), missing));
        }
        var buses = new EnumMap<EventBus, String>(EventBus.class);
        for (var bus : EventBus.values()) {
            buses.put(bus, read(variables, bus.variable(), missing));
        }
        var region = read(variables, "AWS_REGION", missing);
        var functionName = read(variables, "AWS_LAMBDA_FUNCTION_NAME", missing);
        var fn = fn(read(variables, Fn.VARIABLE, missing), missing);
        if (fn == null || !missing.isEmpty()) {
            throw new IllegalStateException("Missing from the environment: " + String.join(", ", missing));
        }
        var regimes = Optional.of(variables.getOrDefault(Fn.REGIMES_VARIABLE, ""))
                .filter(directory -> !directory.isBlank())
                .map(Path::of);
        return new Environment(
                fn,
                tables,
                masterKeys,
                buckets,
                buses,
                region,
                functionName,
                endpoint(variables, OBJECTS_AT),
                endpoint(variables, EVENTS_AT),
                regimes);
    }

    private static String read(Map<String, String> variables, String name, List<String> missing) {
        var value = variables.getOrDefault(name, "");
        if (value.isBlank()) {
            missing.add(name);
        }
        return value;
    }

    private static Optional<URI> endpoint(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).map(URI::create);
    }

    private static @Nullable Fn fn(String name, List<String> missing) {
        for (var fn : Fn.values()) {
            if (fn.name().equals(name.toUpperCase(Locale.ROOT))) {
                return fn;
            }
        }
        if (!name.isBlank()) {
            missing.add("LETHE_FUNCTION (a function's name)");
        }
        return null;
    }
}
