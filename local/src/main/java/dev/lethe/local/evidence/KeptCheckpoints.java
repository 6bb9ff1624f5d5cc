package dev.lethe.local.evidence;

import java.util.function.Consumer;

/** The checkpoints of evidence, where they are kept. */
@FunctionalInterface
public interface KeptCheckpoints {

    /** Where nobody said where. */
    KeptCheckpoints NOWHERE = _ -> {
        throw new IllegalStateException("no checkpoint is kept here");
    };

    /** Shows each, as it was signed, in no order that means anything. */
    void each(Consumer<String> jws);
}
