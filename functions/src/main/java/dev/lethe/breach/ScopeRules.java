package dev.lethe.breach;

import dev.lethe.breach.Affected.Exactness;
import dev.lethe.breach.Counted.Many;
import dev.lethe.kernel.Channel;
import dev.lethe.regime.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides who is affected, and by what they can be told. Pure. */
final class ScopeRules {
    /** How long after what somebody says a business may answer on Messenger and Instagram (Messenger Platform, standard messaging). */
    static final Duration CHAT_WINDOW = Duration.ofHours(24);

    private static final Set<String> WINDOWED = Set.of("messenger", "instagram");
    private static final String WHATSAPP = "whatsapp";

    /** Whether somebody is affected. */
    enum Verdict {
        AFFECTED,
        NOT_KNOWN,
        NOT_AFFECTED
    }

    /** What is gone affects nobody the less: it counts where the rest tells, and is not known where it does not. */
    static Verdict judge(Selection selection, Seen seen, Kept kept) {
        if (selection.channel().isPresent()
                && seen.channel()
                        .filter(other -> !selection.channel().get().equals(other))
                        .isPresent()) {
            return Verdict.NOT_AFFECTED;
        }
        if (kept.messages() > 0 || (seen.whole() && selection.conversation().isEmpty())) {
            return selection.channel().isPresent() && seen.channel().isEmpty() ? Verdict.NOT_KNOWN : Verdict.AFFECTED;
        }
        return seen.expired() || kept.ofDays() == 0 ? Verdict.NOT_KNOWN : Verdict.NOT_AFFECTED;
    }

    /**
     * The name by which a platform knows somebody stands in what is kept of them, under seal, and nowhere else. Who said what was said last
     * does, too: a window may be closed that is said to be open, and never the other way round.
     */
    static Reach reach(Optional<Channel> channel, Kept kept, Instant asOf) {
        if (kept.nothing()) {
            return Reach.NONE;
        }
        var otherwise = kept.profile() ? Reach.PROFILE : Reach.NONE;
        var where = channel.map(Channel::value).orElse("");
        if (where.equals(WHATSAPP)) {
            return Reach.TEMPLATE;
        }
        if (WINDOWED.contains(where)) {
            return kept.lastSentAt()
                            .filter(last -> last.plus(CHAT_WINDOW).isAfter(asOf))
                            .isPresent()
                    ? Reach.CHAT_WINDOW
                    : otherwise;
        }
        return where.isEmpty() ? otherwise : Reach.CHAT;
    }

    /**
     * What the law is asked about: people by place, the most first. Whoever may be affected besides may live anywhere, so that there are
     * at least as many of each. Empty where there is nobody to tell of.
     */
    static List<Affected> affected(Counted counted) {
        var exactness = counted.open() ? Exactness.AT_LEAST : Exactness.EXACT;
        var affected = new ArrayList<Affected>();
        var elsewhere = new Many(0, 0);
        for (var place : byNumber(counted.places())) {
            if (place.getKey().isEmpty() || affected.size() >= BreachFacts.AFFECTED_MAX - 1) {
                elsewhere = elsewhere.plus(place.getValue());
            } else {
                affected.add(of(Optional.of(new Place(place.getKey())), place.getValue(), exactness));
            }
        }
        if (elsewhere.persons() > 0) {
            affected.add(of(Optional.empty(), elsewhere, exactness));
        } else if (counted.open()) {
            affected.add(new Affected(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return affected;
    }

    static List<Map.Entry<String, Many>> byNumber(Map<String, Many> places) {
        return places.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Many> place) ->
                                -place.getValue().persons())
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private static Affected of(Optional<Place> place, Many many, Exactness exactness) {
        return new Affected(
                place,
                Optional.of(Math.toIntExact(many.persons())),
                Optional.of(exactness),
                many.minors() == 0 ? Optional.empty() : Optional.of(Math.toIntExact(many.minors())));
    }

    private ScopeRules() {}
}
