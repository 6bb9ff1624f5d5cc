package dev.lethe.api;

/** Every bucket, by what it promises. */
public enum Bucket {
    /** What was put can be neither changed nor deleted by anybody until its time is over: signed checkpoints of evidence. */
    CHECKPOINTS;

    /** The environment variable that tells a function its name. */
    public String variable() {
        return "LETHE_BUCKET_" + name();
    }
}
