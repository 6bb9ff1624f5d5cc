package dev.lethe.api;

import java.util.Locale;

/** Every bucket, by what it promises. */
public enum Bucket {
    /** What was put can be neither changed nor deleted by anybody until its time is over: signed checkpoints of evidence. */
    CHECKPOINTS;

    /** Its name in a deployment of that prefix. Buckets share one space of names with everybody's, so account and region are part of it. */
    public String deployedName(String prefix, String account, String region) {
        return prefix + "-" + name().toLowerCase(Locale.ROOT) + "-" + account + "-" + region;
    }

    /** The environment variable that tells a function its name. */
    public String variable() {
        return "LETHE_BUCKET_" + name();
    }
}
