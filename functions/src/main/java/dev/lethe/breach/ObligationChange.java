package dev.lethe.breach;

import java.time.Instant;
import java.util.Optional;

/**
 * What has become of an obligation since it was looked at before.
 *
 * @param was the moment to keep to, before
 * @param is the moment to keep to, now
 */
public record ObligationChange(
        String key, String regime, String to, Kind kind, Optional<Instant> was, Optional<Instant> is) {

    /** What it is. */
    public enum Kind {
        ADDED("now has to be told"),
        GONE("need not be told any more: it is no breach that this rule is about"),
        SOONER("has to be told sooner"),
        LATER("has to be told later"),
        EXEMPTED("need not be told any more: the law spares it"),
        NO_LONGER_EXEMPT("has to be told after all: the law spares it no longer"),
        SENT("has been told");

        private final String says;

        Kind(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }

    /** In one sentence. */
    public String says() {
        var moments = kind == Kind.SOONER || kind == Kind.LATER
                ? ", by " + text(is) + " and not by " + text(was)
                : kind == Kind.ADDED || kind == Kind.NO_LONGER_EXEMPT ? ", by " + text(is) : "";
        return key + ": " + to + " " + kind.says() + moments;
    }

    private static String text(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse("a moment that is not known yet");
    }
}
