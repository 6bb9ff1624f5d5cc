package dev.lethe.consent;

import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.RepeatKey;
import java.util.Optional;

/** Everybody's file. */
public interface SubjectFiles {

    /** Reads a file with strong consistency, and the answer remembered under {@code key} if there is one. */
    SubjectFile read(Tenant tenant, SubjectId subject, Optional<RepeatKey> key);
}
