package dev.lethe.breach;

import dev.lethe.breach.Obligation.Status;
import dev.lethe.breach.ObligationChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what has changed between two findings of whom to tell. Pure. */
public final class ObligationChangeRules {

    /** In the order of the later finding; what is there no longer comes last. */
    public static List<ObligationChange> between(Obligations before, Obligations after) {
        var was = byKey(before);
        var changes = new ArrayList<ObligationChange>();
        for (var now : after.all()) {
            var then = Optional.ofNullable(was.remove(now.key()));
            kind(then, now).ifPresent(kind -> changes.add(change(kind, now, then, Optional.of(now))));
        }
        was.values().stream()
                .filter(ObligationChangeRules::isThere)
                .forEach(then -> changes.add(change(Kind.GONE, then, Optional.of(then), Optional.empty())));
        return List.copyOf(changes);
    }

    private static Map<String, Obligation> byKey(Obligations of) {
        var all = new LinkedHashMap<String, Obligation>();
        of.all().forEach(one -> all.put(one.key(), one));
        return all;
    }

    /** Whether it is, or would be if the law did not spare it. */
    private static boolean isThere(Obligation of) {
        return of.status() != Status.NOT_OWED;
    }

    private static Optional<Kind> kind(Optional<Obligation> then, Obligation now) {
        var there = then.filter(ObligationChangeRules::isThere);
        var was = there.map(Obligation::status);
        return switch (now.status()) {
            case NOT_OWED -> was.map(_ -> Kind.GONE);
            case EXEMPT -> was.filter(of -> of != Status.EXEMPT).map(_ -> Kind.EXEMPTED);
            case SENT -> was.filter(of -> of == Status.SENT).isPresent() ? Optional.empty() : Optional.of(Kind.SENT);
            case OWED, OWED_UNTIL_KNOWN ->
                switch (was.orElse(Status.NOT_OWED)) {
                    // What was said to be sent and was not has to be sent again.
                    case NOT_OWED, SENT -> Optional.of(Kind.ADDED);
                    case EXEMPT -> Optional.of(Kind.NO_LONGER_EXEMPT);
                    case OWED, OWED_UNTIL_KNOWN -> moved(there.flatMap(Obligation::by), now.by());
                };
        };
    }

    /** A moment that comes to be known is sooner than none. */
    private static Optional<Kind> moved(Optional<Instant> was, Optional<Instant> is) {
        var order = is.orElse(Instant.MAX).compareTo(was.orElse(Instant.MAX));
        return order == 0 ? Optional.empty() : Optional.of(order < 0 ? Kind.SOONER : Kind.LATER);
    }

    private static ObligationChange change(
            Kind kind, Obligation of, Optional<Obligation> was, Optional<Obligation> is) {
        return new ObligationChange(
                of.key(), of.regime(), of.to(), kind, was.flatMap(Obligation::by), is.flatMap(Obligation::by));
    }

    private ObligationChangeRules() {}
}
