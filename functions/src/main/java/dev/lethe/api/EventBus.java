package dev.lethe.api;

import java.util.List;

/** Every event bus, by what it promises. */
public enum EventBus {
    /** What the suite tells other systems, and CloudWatch of the suite: pseudonyms and names of purposes, no content. */
    SUITE;

    /** Who tells it: the {@code source} of each of the suite's own events. */
    public static final String SOURCE = "lethe";

    /** The {@code detail-type} of what people have to be told at once. */
    public static final List<String> URGENT = List.of("IncidentOpened", "DeadlineNear");

    /** Its name in a deployment of that prefix. */
    public String deployedName(String prefix) {
        return prefix;
    }

    /** The environment variable that tells a function its name. */
    public String variable() {
        return "LETHE_BUS_" + name();
    }
}
