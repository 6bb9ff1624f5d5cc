package dev.lethe.local.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * What an actor has been answered so far, which is all of its state. What it does next is found by running it from the start on
 * this record, once, however many schedules lead here.
 */
final class Past {

    /** What an actor does behind a record. */
    sealed interface Next {
        record Calls(SdkRequest request) implements Next {}

        record Waits() implements Next {}

        record Ends(Ended ended) implements Next {}
    }

    /** All records of one exploration. */
    static final class All {
        private final List<Past> records = new ArrayList<>();
        private int runs;

        Past root(Actor actor, List<Answer> answers) {
            return add(actor, answers);
        }

        private Past add(Actor actor, List<Answer> answers) {
            var record = new Past(this, records.size(), actor, answers);
            records.add(record);
            return record;
        }

        Past get(int id) {
            return records.get(id);
        }

        /** How often an actor's code was run. */
        int runs() {
            return runs;
        }
    }

    private final All all;
    private final int id;
    private final Actor actor;
    private final List<Answer> answers;
    private final Map<Answer, Past> longer = new HashMap<>();
    private @Nullable Next next;

    private Past(All all, int id, Actor actor, List<Answer> answers) {
        this.all = all;
        this.id = id;
        this.actor = actor;
        this.answers = answers;
    }

    int id() {
        return id;
    }

    Actor actor() {
        return actor;
    }

    /** Whether somebody would take up this one's work. */
    boolean mayBeCutOff() {
        return actor.again().isPresent();
    }

    /** Who asks, and how often they have asked. */
    String asking() {
        return actor.name() + " " + answers.size();
    }

    /** How this actor's next step is told. */
    String told() {
        return actor.name() + ": " + Labels.of(next());
    }

    Past with(Answer answer) {
        return longer.computeIfAbsent(answer, _ -> {
            var one = new ArrayList<>(answers);
            one.add(answer);
            return all.add(actor, one);
        });
    }

    Next next() {
        var known = next;
        if (known == null) {
            known = run();
            next = known;
        }
        return known;
    }

    private Next run() {
        all.runs++;
        try {
            var instance = actor.instance(new Replay(answers));
            actor.before().accept(instance);
            return new Next.Ends(actor.work().apply(instance));
        } catch (Reached e) {
            return Optional.ofNullable(e.request()).<Next>map(Next.Calls::new).orElseGet(Next.Waits::new);
        }
    }

    /** Answers from a record, and stops whoever asks for more. */
    private static final class Replay implements Port {
        private final List<Answer> answers;
        private int asked;

        Replay(List<Answer> answers) {
            this.answers = answers;
        }

        @Override
        public SdkResponse call(SdkRequest request) {
            if (asked >= answers.size()) {
                throw new Reached(request);
            }
            return answers.get(asked++).give();
        }

        @Override
        public void await() {
            if (asked >= answers.size()) {
                throw new Reached(null);
            }
            asked++;
        }
    }
}
