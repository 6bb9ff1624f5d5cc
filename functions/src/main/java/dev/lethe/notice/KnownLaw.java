package dev.lethe.notice;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.regime.Regimes;
import java.util.ArrayList;

/** Refuses what a notice calls a law or a place and nobody here knows: it would be taken for a law that is kept. Pure. */
final class KnownLaw {

    /**
     * The same draft.
     *
     * @throws Malformed naming each field that names something unknown, and not what it names
     */
    static NoticeDraft checked(NoticeDraft draft, Regimes regimes) {
        var wrongs = new ArrayList<Wrong>();
        draft.regimes()
                .filter(named -> !regimes.scopes().keySet().containsAll(named))
                .ifPresent(_ -> wrongs.add(new Wrong("/regimes", "must be laws that are known here, by their ids")));
        for (var i = 0; i < draft.controllers().size(); i++) {
            var at = "/controllers/" + i + "/establishments";
            draft.controllers()
                    .get(i)
                    .establishments()
                    .filter(places -> !places.stream().allMatch(regimes::knows))
                    .ifPresent(_ -> wrongs.add(new Wrong(
                            at, "must be countries (ISO 3166-1), or regions of them that a law here is about")));
        }
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
        return draft;
    }

    private KnownLaw() {}
}
