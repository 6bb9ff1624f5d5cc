package dev.lethe.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells at the end of a run what was not looked at, and why: tests that were skipped, and what the engine of a test lacks. It goes
 * to the console, while whatever tests print themselves is kept in files.
 */
public final class NotLookedAt implements TestExecutionListener {
    /** The key of a test's report entry that says what an engine lacks. */
    public static final String LACKS = "lacks";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final PrintStream console;

    /** As JUnit makes it. Surefire replaces {@code System.err}, and speaks to its fork through the standard output. */
    public NotLookedAt() {
        this(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    NotLookedAt(PrintStream console) {
        this.console = console;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        lines.add("skipped: " + name(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            var reason = result.getThrowable().map(Throwable::getMessage).orElse("an assumption does not hold");
            lines.add("skipped: " + name(test) + ": " + reason.strip().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs().forEach((key, value) -> {
            if (key.equals(LACKS)) {
                lines.add("lacking: " + name(test) + ": " + value);
            }
        });
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        for (var line = lines.poll(); line != null; line = lines.poll()) {
            console.println(line);
        }
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .map(source -> switch (source) {
                    case MethodSource method -> simple(method.getClassName()) + "." + method.getMethodName();
                    case ClassSource type -> simple(type.getClassName());
                    default -> test.getDisplayName();
                })
                .orElseGet(test::getDisplayName);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
