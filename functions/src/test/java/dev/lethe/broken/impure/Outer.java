package dev.lethe.broken.impure;

import java.nio.file.Path;

/** Has rules inside. */
public record Outer(String text) {
    /** Decides nothing by itself. */
    public record NestedRules(String text) {
        /** Decides by a file. */
        public record Deep(Path source) {}
    }
}
