package dev.lethe.epoch;

import java.time.Instant;

/**
 * The keys of epochs at the key service. Every call may be repeated.
 *
 * <p>All throw {@link dev.lethe.kernel.KeyUnavailable} when the service does not answer or refuses.
 */
public interface EpochKeys {

    /** What a key is good for now. */
    sealed interface Condition {
        record Enabled() implements Condition {}

        record Disabled() implements Condition {}

        record Deleting(Instant at) implements Condition {}

        record Gone() implements Condition {}
    }

    /** The ARN of the key that wraps what is made now. */
    String current();

    /** When a key was made. */
    Instant madeAt(String arn);

    /** Makes the key of an epoch, or finds the one that a run which was cut off has made; returns its ARN. */
    String make(int number);

    /** From soon on, what is made is wrapped by this key. Everywhere, only after a while. */
    void use(String arn);

    Condition condition(String arn);

    void disable(String arn);

    /** Brings a key back that is disabled or going to be deleted. */
    void enable(String arn);

    /** Has a key deleted after the shortest window there is; returns when. */
    Instant delete(String arn);
}
