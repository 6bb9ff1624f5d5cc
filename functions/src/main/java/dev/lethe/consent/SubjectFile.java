package dev.lethe.consent;

import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import dev.lethe.regime.Situation;
import dev.lethe.repeat.Remembered;
import java.util.Optional;

/** All that has to be known about a person to decide anything: read fresh, in one call, on every request. */
public record SubjectFile(
        Tenant tenant,
        SubjectId subject,
        KeyState key,
        Standing standing,
        Catalog catalog,
        Optional<Remembered> answer) {

    /** Who they are to the law, as far as they and the notices say. */
    public Situation situation() {
        return standing.circumstances().situation(catalog.establishments());
    }

    /** The language to speak to them in: the one that is wanted, else the one they are known to read. */
    public Optional<LanguageTag> locale(Optional<LanguageTag> wanted) {
        return wanted.or(standing::locale);
    }
}
