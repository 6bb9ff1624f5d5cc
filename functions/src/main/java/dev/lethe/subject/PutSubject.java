package dev.lethe.subject;

import dev.lethe.api.Access;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.AgeBand;
import dev.lethe.consent.Asks;
import dev.lethe.consent.ConsentGate;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.consent.Told;
import dev.lethe.crypto.Plaintext;
import dev.lethe.crypto.Pseudonyms;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.http.Contract;
import dev.lethe.http.Endpoint;
import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Request;
import dev.lethe.http.Response;
import dev.lethe.http.Shape;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Text;
import dev.lethe.regime.Place;
import dev.lethe.regime.Regimes;
import dev.lethe.retention.Retaining;
import dev.lethe.words.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Answers {@code PUT_SUBJECT}: what a bot knows about who somebody is, where it matters to the law. */
public final class PutSubject implements Endpoint<PutSubject.Body> {
    private static final int ATTEMPTS_MAX = 4;

    /** Ways to reach somebody outside the chat. */
    public record Contacts(
            @Text(max = 254, form = "[^@\\s]+@[^@\\s]+", example = "ana@example.org")
            Optional<String> email,

            @Text(max = 16, form = "\\+[1-9][0-9]{6,14}", example = "+4915112345678")
            Optional<String> phone,

            @Text(max = 500, example = "Hauptstraße 1, Berlin")
            Optional<String> postal) {
        @Override
        public String toString() {
            return "Contacts[redacted]";
        }
    }

    /** Who somebody is. */
    public record Body(
            PlatformAccount subject,
            Optional<LanguageTag> locale,
            Optional<Place> residence,
            Optional<AgeBand> ageBand,
            Optional<Contacts> contacts) {
        @Override
        public String toString() {
            return "Body[redacted]";
        }
    }

    /**
     * The person's handle, which paths use.
     *
     * @param expiresAt until when the profile is kept, unless it is put again
     */
    public record Answer(SubjectId subject, Instant expiresAt) {}

    private final SubjectFiles files;
    private final Profiles profiles;
    private final ConsentGate gate;
    private final Retaining retaining;
    private final Asks asks;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Words words;
    private final Regimes regimes;
    private final InstantSource clock;

    public PutSubject(
            SubjectFiles files,
            Profiles profiles,
            ConsentGate gate,
            Retaining retaining,
            Asks asks,
            Vault vault,
            Pseudonyms pseudonyms,
            Words words,
            Regimes regimes,
            InstantSource clock) {
        this.files = files;
        this.profiles = profiles;
        this.gate = gate;
        this.retaining = retaining;
        this.asks = asks;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
        this.words = words;
        this.regimes = regimes;
        this.clock = clock;
    }

    @Override
    public Contract<Body> contract() {
        return Contract.taking("Say who somebody is", Body.class)
                .answers(200, Answer.class)
                .refuses(
                        Problem.CONSENT_REQUIRED,
                        Problem.CONSENT_REFUSED,
                        Problem.CONSENT_STALE,
                        Problem.SUBJECT_ERASED,
                        Problem.UNKNOWN_PURPOSE,
                        Problem.PARENTAL_AUTHORISATION_REQUIRED,
                        Problem.AGE_IMPLAUSIBLE,
                        Problem.CONTENDED);
    }

    @Override
    public Response handle(Request<Body> request) {
        var body = request.body();
        if (body.residence().filter(place -> !regimes.isInSomeCountry(place)).isPresent()) {
            throw new Malformed("/residence", "must be in a country (ISO 3166-1)");
        }
        var names = pseudonyms.of(request.tenant());
        var subject = names.subject(body.subject());
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var file = files.read(request.tenant(), subject, Optional.empty());
            var now = clock.instant();
            if (body.ageBand()
                            .filter(band -> !file.standing().circumstances().allow(band, now))
                            .isPresent()
                    && !request.caller().may().contains(Access.OFFICER)) {
                throw new Refused(Problem.AGE_IMPLAUSIBLE);
            }
            var verdicts = gate.judgeAll(file);
            // A profile is kept while some purpose stands that it serves, and not a day longer.
            var expiry = retaining
                    .expiry(file, verdicts, Profile.CATEGORY, now)
                    .orElseThrow(() -> Told.refusal(
                            verdicts,
                            words.in(file.locale(body.locale())),
                            asks.toChange(file, verdicts, names, body.locale())));
            try {
                var key = vault.keyFor(file.tenant(), subject, file.key());
                var entry = ChainedEntry.append(
                        "subject/" + subject,
                        file.standing().head(),
                        Entry.of("subject.put", request.client(), now, Map.of()));
                var next = file.standing()
                        .next(file.standing().purposes(), file.locale(body.locale()), entry.head())
                        .of(file.standing().circumstances().with(body.residence(), body.ageBand(), now));
                // It counts on over expiry and restores, since it counts the entries of the person's chain.
                var revision = Math.toIntExact(next.revision());
                var label = Profile.label(file.tenant(), key.sid(), revision);
                var sealed = vault.seal(key, label, new Plaintext(Json.write(Shape.tree(body))));
                if (profiles.put(file, key, new Profile(sealed, now, expiry, revision), next, entry)) {
                    return Response.ok(new Answer(subject, expiry.at()));
                }
            } catch (Unopenable _) {
                // Erased since the file was read: read it again.
            }
        }
        throw new Refused(Problem.CONTENDED);
    }
}
