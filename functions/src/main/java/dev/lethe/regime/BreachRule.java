package dev.lethe.regime;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to be told of a breach, and which breaches that is about.
 *
 * @param recipients nobody where the fact is about those of others
 * @param called what the recipient is called, if not as its regime calls its authority
 * @param any one of these suffices; every breach does where it is absent
 * @param all each of these is needed besides
 * @param data the kinds that {@link Trigger#DATA} looks for
 * @param personsMin the number from which on {@link Trigger#PERSONS} is so
 * @param under the fact before it whose test has to be passed too
 * @param beforeOrWith who is not to be told earlier
 * @param withOrAfter who is not to be told later
 * @param delay what may delay it
 * @param only what has to be so for it to apply at all
 * @param phased whether what is not known yet may follow
 */
public record BreachRule(
        @Items(max = 4) Optional<Set<Recipient>> recipients,
        @Text(max = 60) Optional<String> called,
        @Items(max = 8) Optional<Set<Trigger>> any,
        @Items(max = 8) Optional<Set<Trigger>> all,
        @Items(max = 20) Optional<Set<DataKind>> data,
        Optional<Integer> personsMin,

        @Text(max = 60, form = "[a-z0-9_]+(?:[.][A-Za-z0-9_]+)+")
        Optional<String> under,

        Optional<Recipient> beforeOrWith,
        Optional<Recipient> withOrAfter,
        @Items(max = 2) Optional<Set<Delay>> delay,
        Optional<Circumstance> only,
        Optional<Boolean> phased) {

    public BreachRule {
        if (tests(any, all, Trigger.PERSONS) != personsMin.isPresent()) {
            throw new IllegalArgumentException("a number of people is what a test of it goes by");
        }
        if (tests(any, all, Trigger.DATA) != data.isPresent()) {
            throw new IllegalArgumentException("kinds of data are what a test of them goes by");
        }
    }

    private static boolean tests(Optional<Set<Trigger>> any, Optional<Set<Trigger>> all, Trigger trigger) {
        return any.filter(of -> of.contains(trigger)).isPresent()
                || all.filter(of -> of.contains(trigger)).isPresent();
    }

    /** What a law asks of a breach before anybody is to be told of it. */
    public enum Trigger {
        /** Risk to people is not unlikely. */
        RISK("a risk to people is not unlikely"),
        HIGH_RISK("a high risk to people is likely"),
        /** Serious or significant harm or injury is likely, by the law's own test. */
        SERIOUS_HARM("serious harm is likely"),
        /** Nobody has said yet whether serious harm is likely. */
        UNASSESSED("whether serious harm is likely has not been assessed"),
        /** People have to do something to protect themselves. */
        PROTECTION("people need it to protect themselves"),
        PERSONS("it concerns as many people as the law names"),
        DATA("it concerns data of the kinds that the law names"),
        /** An attack, a theft, or another improper purpose. */
        MALICIOUS("it was done on purpose"),
        MINORS("it concerns minors"),
        /** A number that the law does not tell. */
        LARGE_SCALE("it is of a large scale, of which the law tells no number");

        private final String says;

        Trigger(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }

    /** What may delay telling somebody. */
    public enum Delay {
        LAW_ENFORCEMENT,
        /** To find out how far it went, and to make the system sound again. */
        SCOPE_AND_RESTORE
    }

    public boolean isFor(Recipient recipient) {
        return recipients.filter(of -> of.contains(recipient)).isPresent();
    }
}
