package dev.lethe.certificate;

import dev.lethe.certificate.Certificate.Because;
import dev.lethe.certificate.Certificate.Finality;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From when on nothing that was destroyed can come back.
 *
 * @param at absent under a hold
 * @param because on what it rests; absent under a hold
 * @param provided what it rests on that this suite cannot see
 */
public record FinalAt(Optional<Instant> at, Finality finality, Optional<Because> because, List<String> provided) {

    /** Whether the time told has come. */
    public boolean confirmed() {
        return finality == Finality.CONFIRMED;
    }
}
