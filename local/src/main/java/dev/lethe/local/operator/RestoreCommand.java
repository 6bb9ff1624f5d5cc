package dev.lethe.local.operator;

import dev.lethe.api.Table;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lethe restore}. */
@Command(
        name = "restore",
        description = {
            "Take restored copies of tables in, such that nothing comes back that was taken back since: who was erased"
                    + " stays erased, what expired stays unreadable, what was withdrawn stays withdrawn.",
            "The service is closed until this is done. A run that was cut off is taken up by the same command again."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "On AWS, restore a table to a point in time first, under a new name; then name it here.",
            "On this machine, `lethe backup NAME` makes copies called NAME-records, NAME-keys and NAME-evidence.",
        })
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private Target target = new Target();

    @Option(names = "--records", paramLabel = "TABLE", description = "the restored copy of records")
    @Nullable
    String records;

    @Option(names = "--keys", paramLabel = "TABLE", description = "the restored copy of keys")
    @Nullable
    String keys;

    @Option(names = "--evidence", paramLabel = "TABLE", description = "the restored copy of evidence")
    @Nullable
    String evidence;

    @Option(names = "--dry-run", description = "only say what would be done; writes nothing, closes nothing")
    boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var copies = new EnumMap<Table, String>(Table.class);
        put(copies, Table.RECORDS, records);
        put(copies, Table.KEYS, keys);
        put(copies, Table.EVIDENCE, evidence);
        if (copies.isEmpty()) {
            System.err.println("lethe: name at least one restored copy, such as --records TABLE");
            return 2;
        }
        return target.run("restore", body(copies), operator -> operator.restore(copies, dryRun));
    }

    private Map<String, Object> body(Map<Table, String> copies) {
        var body = new LinkedHashMap<String, Object>();
        copies.forEach((table, name) -> body.put(table.name().toLowerCase(Locale.ROOT), name));
        body.put("dryRun", dryRun);
        return body;
    }

    private static void put(Map<Table, String> copies, Table table, @Nullable String name) {
        if (name != null) {
            copies.put(table, name);
        }
    }

    /** The copies that the body of a call to the suite that is up names. */
    public static Map<Table, String> copies(Map<?, ?> body) {
        var copies = new EnumMap<Table, String>(Table.class);
        for (var table : Table.values()) {
            if (body.get(table.name().toLowerCase(Locale.ROOT)) instanceof String name) {
                copies.put(table, name);
            }
        }
        return copies;
    }
}
