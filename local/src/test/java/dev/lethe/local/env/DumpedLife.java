package dev.lethe.local.env;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.lethe.api.Access;
import dev.lethe.http.Json;
import dev.lethe.local.MovableClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that holds one environment and nothing else, lives a little, and writes its memory to files: while it is warm, when
 * its keys have become too old, and when it was told to forget.
 */
final class DumpedLife {
    static final String WARM = "warm.hprof";
    static final String LATE = "late.hprof";
    static final String FORGOTTEN = "forgotten.hprof";
    static final String EARLY = "early";
    static final String LAST = "last";

    /** What has to be found in every dump, since it is held. */
    private static final List<Object> PLANTED = new ArrayList<>();

    /** Takes where DynamoDB is, where the key service is, a directory for the dumps, and a seed. */
    public static void main(String[] args) throws IOException {
        var clock = MovableClock.system();
        var env = Env.at(URI.create(args[0]), URI.create(args[1]), clock, new SecureRandom());
        var directory = Path.of(args[2]);
        var words = new Words(Long.parseLong(args[3]));
        PLANTED.add(words.text("planted"));
        PLANTED.add(words.key("planted"));

        live(env, words, EARLY);
        dump(directory.resolve(WARM));
        clock.advance("PT6M");
        live(env, words, LAST);
        dump(directory.resolve(LATE));
        env.suite.forgetKeys();
        dump(directory.resolve(FORGOTTEN));
    }

    /** One person's life: said, read back, known by their contacts. */
    private static void live(Env env, Words words, String who) {
        var user = words.text(who + " user");
        var said = Env.expect(201, env.says(user, words.text(who + " id"), words.text(who + " text")));
        if (!env.recalls(said).bodyText().contains(words.text(who + " text"))) {
            throw new IllegalStateException("what was said is read back");
        }
        var contacts =
                Map.of("email", words.text(who + " e-mail") + "@post.invalid", "postal", words.text(who + " postal"));
        var body = Json.write(Map.of("subject", Env.account(user), "contacts", contacts));
        Env.expect(200, env.send("PUT", "/v1/subjects", Access.BOT, body));
    }

    private static void dump(Path file) throws IOException {
        System.gc();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
    }

    private DumpedLife() {}
}
