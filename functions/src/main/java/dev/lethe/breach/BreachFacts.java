package dev.lethe.breach;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Items;
import dev.lethe.regime.Circumstance;
import dev.lethe.regime.DataKind;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a breach. Whatever is not known is left out, and counts against nobody's right to be told.
 *
 * @param detectedAt something was noticed, here or by others
 * @param awareAt there was a reasonable degree of certainty that personal data were compromised (EDPB Guidelines 9/2022, para. 31). It may be
 *     before anything was noticed here, where others told of it. Where it is absent clocks run from detection, provisionally
 * @param establishments where the controller is established, the main establishment first
 * @param keys whether the keys to encrypted data are safe; unknown where it is absent
 * @param risk as a person has assessed it; else what the severity says of it
 * @param seriousHarm whether serious harm to anybody is likely, where that was assessed (AU Privacy Act s. 26WG, PIPEDA s. 10.1(8))
 * @param malicious whether it was done on purpose, where that is known
 * @param highRiskRemoved whether measures since have taken the high risk away (GDPR Art. 34(3)(b))
 * @param noticeDisproportionate whether telling each single person would take a disproportionate effort (GDPR Art. 34(3)(c))
 * @param delayedUntil until when a law-enforcement authority wants nobody told
 * @param sent what has been sent already
 */
public record BreachFacts(
        Instant detectedAt,
        Optional<Instant> awareAt,
        Optional<Milestones> milestones,
        Role role,
        @Items(max = AFFECTED_MAX) List<Affected> affected,
        @Items(max = ESTABLISHMENTS_MAX) Optional<Set<Place>> establishments,
        @Items(max = 20) Optional<Set<DataKind>> data,
        Optional<Boolean> encrypted,
        Optional<KeySafety> keys,
        Optional<Risk> risk,
        Optional<Severity.Answers> severity,
        Optional<Boolean> seriousHarm,
        Optional<Boolean> malicious,
        Optional<Boolean> highRiskRemoved,
        Optional<Boolean> noticeDisproportionate,
        @Items(max = 10) Optional<Set<Circumstance>> circumstances,
        Optional<Instant> delayedUntil,
        @Items(min = 0, max = SENT_MAX) Optional<List<Sent>> sent) {

    /** How many places the people affected may be told apart by. */
    static final int AFFECTED_MAX = 300;

    static final int ESTABLISHMENTS_MAX = 50;

    /** How many notices may have been sent. */
    static final int SENT_MAX = 500;

    public BreachFacts {
        var wrongs = new ArrayList<Wrong>();
        var places = new HashSet<Optional<Place>>();
        for (var i = 0; i < affected.size(); i++) {
            if (!places.add(affected.get(i).place())) {
                wrongs.add(new Wrong("/affected/" + i + "/place", "is named twice"));
            }
        }
        var told = new HashSet<String>();
        for (var i = 0; i < sent.map(List::size).orElse(0); i++) {
            if (!told.add(sent.get().get(i).obligation())) {
                wrongs.add(new Wrong("/sent/" + i + "/obligation", "is named twice"));
            }
        }
        if (circumstances
                .filter(of -> of.contains(Circumstance.IMPROPER_PURPOSE))
                .isPresent()) {
            wrongs.add(new Wrong("/circumstances", "an improper purpose is told by \"malicious\""));
        }
        if (keys.filter(of -> of != KeySafety.UNKNOWN).isPresent()
                && encrypted.filter(of -> of).isEmpty()) {
            wrongs.add(new Wrong("/keys", "are of encrypted data, and none is said to be"));
        }
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
    }

    /** The same, of other people. */
    BreachFacts affecting(List<Affected> people) {
        return new BreachFacts(
                detectedAt,
                awareAt,
                milestones,
                role,
                people,
                establishments,
                data,
                encrypted,
                keys,
                risk,
                severity,
                seriousHarm,
                malicious,
                highRiskRemoved,
                noticeDisproportionate,
                circumstances,
                delayedUntil,
                sent);
    }

    /** From when on there was awareness, or provisionally detection. */
    Instant aware() {
        return awareAt.orElse(detectedAt);
    }

    Milestones moments() {
        return milestones.orElse(Milestones.NONE);
    }

    /** Whether nobody can read the data: encrypted, and nobody has the keys who should not. */
    boolean isUnintelligible() {
        return encrypted.orElse(false)
                && keys.filter(of -> of == KeySafety.SAFE).isPresent();
    }

    /** Whether it is said that it is so; nothing is so that nobody says. */
    boolean is(Circumstance circumstance) {
        return circumstance == Circumstance.IMPROPER_PURPOSE
                ? malicious.orElse(false)
                : circumstances.filter(of -> of.contains(circumstance)).isPresent();
    }

    Set<Place> established() {
        return establishments.orElse(Set.of());
    }

    List<Sent> alreadySent() {
        return sent.orElse(List.of());
    }

    /** How many people there are in all. */
    Persons persons() {
        return affected.stream().map(Persons::of).reduce(Persons.NOBODY, Persons::plus);
    }
}
