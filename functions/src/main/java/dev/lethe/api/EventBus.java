package dev.lethe.api;

/** Every event bus, by what it promises. */
public enum EventBus {
    /** What the suite tells other systems, and CloudWatch of the suite: pseudonyms and names of purposes, no content. */
    SUITE;

    /** Its name in a deployment of that prefix. */
    public String deployedName(String prefix) {
        return prefix;
    }

    /** The environment variable that tells a function its name. */
    public String variable() {
        return "LETHE_BUS_" + name();
    }
}
