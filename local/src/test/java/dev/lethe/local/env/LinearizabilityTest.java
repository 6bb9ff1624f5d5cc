package dev.lethe.local.env;

import static dev.lethe.local.env.Linearizability.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.local.env.ConsentModel.Call;
import dev.lethe.local.env.ConsentModel.Call.Checked;
import dev.lethe.local.env.ConsentModel.Call.Decided;
import dev.lethe.local.env.ConsentModel.Call.Unanswered;
import dev.lethe.local.env.ConsentModel.Decision;
import dev.lethe.local.env.Linearizability.Timed;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checker of histories finds what no order explains, and nothing else. */
class LinearizabilityTest {
    private static final long SEED = 27_560;
    private static final int LONG = 2_000;
    private static final Checked ALLOWED = new Checked(true, "consent-given");
    private static final Checked WITHDRAWN = new Checked(false, "withdrawn");
    private static final Decided YES = new Decided(true, true, Decision.GRANTED, "1");
    private static final Decided NO = new Decided(false, true, Decision.WITHDRAWN, "2");

    private record Step(Call call, long from, long to) {
        Timed<Call> timed() {
            return new Timed<>(call, from, to);
        }
    }

    private static Step at(Call call, long from, long to) {
        return new Step(call, from, to);
    }

    /** The step that no order explains, by its number. */
    private static Optional<Integer> violation(Step... history) {
        return Linearizability.violation(
                new ConsentModel(), Stream.of(history).map(Step::timed).toList());
    }

    private static boolean linear(Step... history) {
        return violation(history).isEmpty();
    }

    @Test
    void oneAfterAnotherIsLinear() {
        assertThat(linear(at(YES, 1, 2), at(ALLOWED, 3, 4), at(NO, 5, 6), at(WITHDRAWN, 7, 8)))
                .isTrue();
    }

    /** What the gate must never do. */
    @Test
    void aYesToACheckThatBeganAfterTheWithdrawalWasAnsweredIsFound() {
        assertThat(violation(at(YES, 1, 2), at(NO, 3, 4), at(ALLOWED, 5, 6))).contains(2);
    }

    @Test
    void aYesToACheckThatBeganBeforeTheWithdrawalWasAnsweredIsLinear() {
        assertThat(linear(at(YES, 1, 2), at(NO, 3, 6), at(ALLOWED, 5, 8))).isTrue();
    }

    @Test
    void aNoThatIsForgottenByALaterCheckIsFound() {
        assertThat(linear(at(YES, 1, 2), at(NO, 3, 20), at(WITHDRAWN, 4, 5), at(ALLOWED, 6, 7)))
                .isFalse();
        assertThat(linear(at(YES, 1, 2), at(NO, 3, 20), at(ALLOWED, 4, 5), at(WITHDRAWN, 6, 7)))
                .isTrue();
    }

    @Test
    void twoThatBothSayThatTheyWereFirstAreFound() {
        var also = new Decided(true, true, Decision.GRANTED, "3");
        var told = new Decided(true, false, Decision.GRANTED, "1");
        assertThat(linear(at(YES, 1, 5), at(also, 2, 6))).isFalse();
        assertThat(linear(at(YES, 1, 5), at(told, 2, 6))).isTrue();
        assertThat(linear(at(YES, 1, 5), at(new Decided(true, false, Decision.GRANTED, "3"), 2, 6)))
                .as("told of a receipt that nobody has")
                .isFalse();
    }

    @Test
    void aCallWithoutAnAnswerMayHaveTakenEffectOrNot() {
        assertThat(linear(at(YES, 1, 2), at(new Unanswered(false), 3, NEVER), at(WITHDRAWN, 5, 6)))
                .isTrue();
        assertThat(linear(at(YES, 1, 2), at(new Unanswered(false), 3, NEVER), at(ALLOWED, 5, 6)))
                .isTrue();
        assertThat(linear(
                        at(YES, 1, 2),
                        at(new Unanswered(false), 3, NEVER),
                        at(ALLOWED, 5, 6),
                        at(WITHDRAWN, 7, 8),
                        at(ALLOWED, 9, 10)))
                .as("it does not come and go")
                .isFalse();
        assertThat(linear(at(YES, 3, 4), at(WITHDRAWN, 5, 6), at(new Unanswered(false), 7, NEVER)))
                .as("nor before it began")
                .isFalse();
    }

    /** A long history of an honest register under a lock, whose calls all overlap; then one answer of it is turned round. */
    @Test
    void aLongHistoryIsJudgedAndOneWrongAnswerInItFound() {
        var random = new Random(SEED);
        var model = new ConsentModel();
        var stands = model.first();
        var history = new ArrayList<Timed<Call>>();
        for (var call = 0; call < LONG; call++) {
            var truth = next(random, stands, call);
            stands = model.after(stands, truth).orElseThrow();
            var moment = 10L * call;
            history.add(at(truth, moment - random.nextInt(40), moment + random.nextInt(40))
                    .timed());
        }
        assertThat(Linearizability.violation(model, history)).as("seed " + SEED).isEmpty();
        var quiet = 10L * LONG + 100;
        history.add(at(new Decided(false, true, Decision.WITHDRAWN, "last"), quiet, quiet + 1)
                .timed());
        history.add(at(ALLOWED, quiet + 2, quiet + 3).timed());
        assertThat(Linearizability.violation(model, history)).as("seed " + SEED).isPresent();
    }

    private static Call next(Random random, ConsentModel.Stands stands, int call) {
        var granted = stands.decision() == Decision.GRANTED;
        return switch (random.nextInt(3)) {
            case 0 -> new Decided(true, !granted, Decision.GRANTED, granted ? stands.receipt() : "r" + call);
            case 1 -> {
                var changes = granted || stands.decision() == Decision.NOTHING;
                var now = granted
                        ? Decision.WITHDRAWN
                        : stands.decision() == Decision.NOTHING ? Decision.REFUSED : stands.decision();
                yield new Decided(false, changes, now, changes ? "r" + call : stands.receipt());
            }
            default -> ConsentModel.answer(stands.decision());
        };
    }
}
