package dev.lethe.consent;

import dev.lethe.http.Malformed;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import java.util.Optional;
import java.util.Set;

/**
 * One decision, as received.
 *
 * @param said the person's own words, where they deviate from a button; kept, sealed, with the receipt where there is one
 * @param categories of data that a grant is about; all of the purpose's where it does not say
 */
public record Decided(
        Purpose purpose,
        Choice decision,

        @Text(max = SAID_MAX, example = "Yes, but only until I have my parcel")
        Optional<String> said,

        @Items(max = 20) @Text(max = 40, form = "[a-z][a-z0-9-]*", example = "message-text")
        Optional<Set<String>> categories) {
    static final int SAID_MAX = 1_000;

    public Decided {
        if (categories.isPresent() && decision != Choice.GRANT) {
            throw new Malformed("/categories", "is of a grant alone: a no is about all of them");
        }
    }

    Decided(Purpose purpose, Choice decision) {
        this(purpose, decision, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "Decided[" + purpose + ", " + decision + "]";
    }
}
