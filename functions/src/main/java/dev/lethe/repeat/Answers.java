package dev.lethe.repeat;

import java.util.Optional;

/** The answers that are remembered. Most are read and written together with what they answer. */
public interface Answers {

    Optional<Remembered> find(RepeatKey key);

    /**
     * Remembers an answer to a request that changed nothing.
     *
     * @return false when the key was used meanwhile, and nothing was written
     */
    boolean remember(Remembered answer);
}
