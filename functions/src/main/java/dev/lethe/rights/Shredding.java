package dev.lethe.rights;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.Circumstances;
import dev.lethe.consent.RebuildRules;
import dev.lethe.consent.SubjectFile;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.ClientId;
import dev.lethe.repeat.Remembered;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Destroys the key of a person who asked: at once, or, while a hold is being placed, as soon as it is. */
final class Shredding {
    private final Requests requests;

    Shredding(Requests requests) {
        this.requests = requests;
    }

    /**
     * Does what a request amounts to, if the file still says what was read.
     *
     * @return false when another change came first, and nothing was written
     */
    boolean fulfil(SubjectFile read, SubjectRequest request, ClientId actor, Instant now, Optional<Remembered> answer) {
        var deferred = request.status() == SubjectRequest.Status.DEFERRED;
        var entry = ChainedEntry.append(
                "subject/" + read.subject(),
                read.standing().head(),
                Entry.of(
                        deferred ? RebuildRules.DEFERRED : RebuildRules.SHREDDED,
                        actor,
                        now,
                        Map.of(
                                "request",
                                request.request().value(),
                                "fence",
                                Integer.toString(read.key().fenceOnceErased()),
                                RebuildRules.ERASED_AT,
                                since(read.key(), request).toString())));
        var next =
                read.standing().next(Map.of(), Optional.empty(), entry.head()).of(Circumstances.UNKNOWN);
        return deferred
                ? requests.defer(read, request, next, entry, answer)
                : requests.shred(read, request, next, entry, answer);
    }

    private static Instant since(KeyState key, SubjectRequest request) {
        return key instanceof KeyState.Erased erased && !erased.waiting() ? erased.erasedAt() : request.receivedAt();
    }
}
