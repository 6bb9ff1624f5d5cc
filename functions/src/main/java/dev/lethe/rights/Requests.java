package dev.lethe.rights;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.Standing;
import dev.lethe.consent.SubjectFile;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Remembered;
import java.util.Optional;

/** Every request, and the one write that fulfils an erasure. */
public interface Requests {

    Optional<SubjectRequest> find(Tenant tenant, RequestId request);

    /**
     * Erases a person in one transaction, if the file still says what was read: the wrapped key is destroyed and a tombstone
     * raised, even where there was no key; what stood is cleared; the evidence, the request and what other systems are told are
     * written. A person who is erased already gets a request that says so, and keeps their tombstone. An erasure that was deferred
     * is carried out by the same write, once nothing is in its way.
     *
     * @return false when another change came first, and nothing was written
     */
    boolean shred(
            SubjectFile read, SubjectRequest request, Standing next, ChainedEntry entry, Optional<Remembered> answer);

    /**
     * Accepts an erasure that has to wait, in one transaction, if the file still says what was read: from now on the person is
     * erased to everybody but the hold that is being placed; what stood is cleared; the evidence and the request are written;
     * and the sweep will find it.
     *
     * @return false when another change came first, and nothing was written
     */
    boolean defer(
            SubjectFile read, SubjectRequest request, Standing next, ChainedEntry entry, Optional<Remembered> answer);
}
