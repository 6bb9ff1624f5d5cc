package dev.lethe.local.demo;

import java.io.PrintStream;
import java.util.Objects;

/** Tells what happens, and whether it is what was promised. */
final class Story {
    private final PrintStream out;
    private int kept;
    private int broken;
    private int leftOut;

    Story(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.println();
        out.println(title);
    }

    /** Something that was said. */
    void says(String who, String what) {
        out.println("      " + who + ": " + what);
    }

    /** Something that was seen, and needs no promise. */
    void fact(String what) {
        out.println("    " + what);
    }

    /** A call and its status. */
    void call(String what, Http.Answer answer, int promised) {
        promise(what + " → " + answer.status(), answer.status(), promised);
    }

    /** A call that has to be refused for this very reason. */
    void refused(String what, Http.Answer answer, int promised, String problem) {
        var told = answer.text("type").replace("/problems/", "");
        promise(what + " → " + answer.status() + " " + told, answer.status() + told, promised + problem);
    }

    /** A fact, as it is and as it has to be. */
    void promise(String fact, Object is, Object promised) {
        var holds = Objects.equals(is, promised);
        out.println(
                "  " + (holds ? "✓ " : "✗ ") + fact + (holds ? "" : "   (promised: " + promised + ", is: " + is + ")"));
        if (holds) {
            kept++;
        } else {
            broken++;
        }
    }

    /** Something that was promised, and that nobody looked at here. */
    void leftOut(String promise) {
        out.println("  – " + promise);
        leftOut++;
    }

    boolean end() {
        out.println();
        out.println((broken == 0
                        ? "All " + kept + " promises were kept."
                        : broken + " of " + (kept + broken) + " promises were broken.")
                + (leftOut == 0 ? "" : " " + leftOut + " more were left out."));
        return broken == 0;
    }
}
