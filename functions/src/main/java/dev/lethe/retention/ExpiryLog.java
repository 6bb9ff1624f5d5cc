package dev.lethe.retention;

/** The evidence that things went when they had to. One entry for each, however often it is recorded. */
public interface ExpiryLog {
    void record(Gone gone);
}
