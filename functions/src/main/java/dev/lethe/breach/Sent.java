package dev.lethe.breach;

import dev.lethe.kernel.Text;
import dev.lethe.regime.Recipient;
import java.time.Instant;

/**
 * A notice that has been given.
 *
 * @param obligation the key of the obligation that it met
 */
public record Sent(
        @Text(max = KEY_MAX, form = FORM, example = "eu_gdpr.breach.sa/due/supervisory-authority")
        String obligation,

        Instant at) {
    static final int KEY_MAX = 120;

    static final String FORM = "[a-z0-9_]+(?:[.][A-Za-z0-9_]+)+/[a-z_]+/[a-z-]+(?:/[A-Z]{2}(?:-[A-Z0-9]{1,3})?)?";

    /** The id of the fact that it was owed by. */
    public String rule() {
        return obligation.substring(0, obligation.indexOf('/'));
    }

    /** Whether it went to these by a rule of that regime. */
    boolean isTo(Recipient recipient, String regime) {
        return obligation.startsWith(regime + ".") && obligation.split("/", -1)[2].equals(recipient.slug());
    }
}
