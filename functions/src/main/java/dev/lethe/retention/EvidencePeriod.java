package dev.lethe.retention;

import dev.lethe.http.Malformed;
import dev.lethe.kernel.Text;
import dev.lethe.notice.Terms;
import java.time.Period;

/**
 * For how long one kind of evidence is kept. There is none by default: whoever wants evidence to go says on what ground it
 * may stay until then (GDPR Art. 5(1)(e), 5(2)).
 *
 * @param keep 1 day to 10 years from when it was written
 * @param ground why it is kept as long as that
 * @param source where that ground is to be found: an article, a limitation period, a contract
 */
public record EvidencePeriod(
        Kind kind,
        Period keep,

        @Text(max = 400, example = "To show within three years who read what")
        String ground,

        @Text(max = 200, example = "BGB § 195") String source) {

    /**
     * Kinds of evidence whose end can be said when they are written. What proves decisions is not among them: it stays as long as
     * anything rests on it, which nobody knows at the start (GDPR Art. 7(1)).
     */
    public enum Kind {
        /** Who read what. */
        ACCESSES,
        /** That something went when it had to. */
        EXPIRIES
    }

    public EvidencePeriod {
        if (!Terms.keepable(keep)) {
            throw new Malformed("/keep", "must be 1 day to 10 years");
        }
    }
}
