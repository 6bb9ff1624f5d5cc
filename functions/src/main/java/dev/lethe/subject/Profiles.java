package dev.lethe.subject;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.Standing;
import dev.lethe.consent.SubjectFile;
import dev.lethe.crypto.KeyState.SubjectKey;

/** Everybody's profile. */
public interface Profiles {

    /**
     * Writes a profile, what stands and the evidence in one transaction, if the file still says what was read; so that no two
     * profiles of a person have one revision.
     *
     * @return false when another change came first, and nothing was written
     */
    boolean put(SubjectFile read, SubjectKey key, Profile profile, Standing next, ChainedEntry entry);
}
