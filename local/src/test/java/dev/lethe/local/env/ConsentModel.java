package dev.lethe.local.env;

import dev.lethe.local.env.ConsentModel.Call;
import dev.lethe.local.env.ConsentModel.Stands;
import java.util.Optional;

/** What the rules of consent say of one person and one purpose when nothing happens at the same time. */
final class ConsentModel implements Linearizability.Model<Stands, Call> {

    /** What a person decided last. */
    enum Decision {
        NOTHING,
        GRANTED,
        REFUSED,
        WITHDRAWN
    }

    /**
     * What stands.
     *
     * @param receipt empty where nobody saw which
     */
    record Stands(Decision decision, String receipt) {}

    /** What a caller did, and was told. */
    sealed interface Call {
        /** Asked whether the purpose is allowed, and why. */
        record Checked(boolean allowed, String why) implements Call {}

        /** Said yes or no, and was told what stands now; whether that is new. */
        record Decided(boolean yes, boolean recorded, Decision decision, String receipt) implements Call {}

        /** Said yes or no, and was told nothing. */
        record Unanswered(boolean yes) implements Call {}
    }

    @Override
    public Stands first() {
        return new Stands(Decision.NOTHING, "");
    }

    @Override
    public Optional<Stands> after(Stands stands, Call call) {
        return switch (call) {
            case Call.Checked checked ->
                checked.equals(answer(stands.decision)) ? Optional.of(stands) : Optional.empty();
            case Call.Unanswered(var yes) ->
                Optional.of(changes(stands, yes) ? new Stands(next(stands, yes), "") : stands);
            case Call.Decided decided -> decided(stands, decided);
        };
    }

    private static Optional<Stands> decided(Stands stands, Call.Decided told) {
        var now = new Stands(told.decision, told.receipt);
        if (told.recorded) {
            return changes(stands, told.yes) && next(stands, told.yes) == told.decision
                    ? Optional.of(now)
                    : Optional.empty();
        }
        var same =
                stands.decision == told.decision && (stands.receipt.isEmpty() || stands.receipt.equals(told.receipt));
        return !changes(stands, told.yes) && same ? Optional.of(now) : Optional.empty();
    }

    static Call.Checked answer(Decision decision) {
        return switch (decision) {
            case NOTHING -> new Call.Checked(false, "not-asked");
            case GRANTED -> new Call.Checked(true, "consent-given");
            case REFUSED -> new Call.Checked(false, "refused");
            case WITHDRAWN -> new Call.Checked(false, "withdrawn");
        };
    }

    private static boolean changes(Stands stands, boolean yes) {
        return yes
                ? stands.decision != Decision.GRANTED
                : stands.decision == Decision.GRANTED || stands.decision == Decision.NOTHING;
    }

    private static Decision next(Stands stands, boolean yes) {
        if (yes) {
            return Decision.GRANTED;
        }
        return stands.decision == Decision.GRANTED ? Decision.WITHDRAWN : Decision.REFUSED;
    }
}
