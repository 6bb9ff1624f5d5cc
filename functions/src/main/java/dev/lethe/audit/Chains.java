package dev.lethe.audit;

import dev.lethe.kernel.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Every chain of evidence, for what has to read it again. */
public interface Chains {

    /** A chain that begins, by its name. */
    record Named(Tenant tenant, String chain) {}

    /**
     * Some chains.
     *
     * @param next behind which the following page begins; absent on the last
     */
    record Page(List<Named> chains, Optional<String> next) {}

    /** Reads a page of all chains there are, in no order that means anything. */
    Page page(Optional<String> from);

    /** Shows every entry of a chain in its order, as it is written: whether each follows the one before is for the caller to see. */
    void each(Tenant tenant, String chain, Consumer<ChainedEntry> entry);
}
