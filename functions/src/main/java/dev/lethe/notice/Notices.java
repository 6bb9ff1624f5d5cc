package dev.lethe.notice;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Tenant;
import java.util.Optional;

/** Every version of every notice ever published. */
public interface Notices {

    Catalog catalog(Tenant tenant);

    /** A version, which may be remembered for ever once read. */
    Optional<Notice> version(Tenant tenant, NoticeId notice, int version);

    /**
     * Publishes a version, makes it current and records it, in one transaction, if {@code read} is still the catalog.
     *
     * @param replans whether what is stored has to be planned anew once it binds, since it promises other periods
     * @return false when another came first, and nothing was written
     */
    boolean publish(Tenant tenant, Notice notice, Catalog read, Catalog next, ChainedEntry entry, boolean replans);
}
