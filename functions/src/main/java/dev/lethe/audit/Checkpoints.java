package dev.lethe.audit;

/** Where checkpoints are kept: what is there stays as it is, whoever asks. */
public interface Checkpoints {

    /** Where none can be kept. */
    Checkpoints NOWHERE = (name, jws) -> {
        throw new IllegalStateException("no checkpoint is kept here");
    };

    /**
     * Keeps a checkpoint, unless one of that name is there: then that one stays.
     *
     * @param name of its content, so that the same comes to the same place
     * @throws dev.lethe.kernel.StoreUnavailable when it may not have been kept
     */
    void keep(String name, String jws);
}
