package dev.lethe.local.env;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what several callers saw of one thing can have happened one call after another, each at some moment between its beginning
 * and its end (Herlihy and Wing 1990). Searches as Wing and Gong do (1993), and tries no state twice for the same calls (Lowe 2017).
 */
final class Linearizability {
    /** The end of a call that nobody saw: it may take effect whenever after its beginning, or never. */
    static final long NEVER = Long.MAX_VALUE;

    /** What the thing is when nothing has happened, and what it becomes by a call. */
    interface Model<S, C> {
        S first();

        /** The state after a call that was answered so; empty where no such answer is given in that state. */
        Optional<S> after(S state, C call);
    }

    /** A call with its answer, from when to when by one clock. */
    record Timed<C>(C call, long from, long to) {}

    /** A place in the history: the beginning of a call, or its end. */
    private static final class Event {
        final int call;
        final boolean begins;
        final long at;
        Event end = this;
        Event before = this;
        Event behind = this;

        Event(int call, boolean begins, long at) {
            this.call = call;
            this.begins = begins;
            this.at = at;
        }

        void lift() {
            before.behind = behind;
            behind.before = before;
            end.before.behind = end.behind;
            end.behind.before = end.before;
        }

        void unlift() {
            end.before.behind = end;
            end.behind.before = end;
            before.behind = this;
            behind.before = this;
        }
    }

    private record Tried<S>(BitSet done, S state) {}

    private record Chosen<S>(Event event, S before) {}

    /** The call that no order explains, by its number in the history; empty when some order explains them all. */
    static <S, C> Optional<Integer> violation(Model<S, C> model, List<Timed<C>> history) {
        var head = events(history);
        var chosen = new ArrayList<Chosen<S>>();
        var done = new BitSet(history.size());
        Set<Tried<S>> tried = new HashSet<>();
        var state = model.first();
        var furthest = 0L;
        var stuck = 0;
        var event = head.behind;
        while (head.behind != head) {
            if (event.begins) {
                var after = model.after(state, history.get(event.call).call);
                done.set(event.call);
                if (after.isPresent() && tried.add(new Tried<>((BitSet) done.clone(), after.get()))) {
                    chosen.add(new Chosen<>(event, state));
                    state = after.get();
                    event.lift();
                    event = head.behind;
                } else {
                    done.clear(event.call);
                    event = event.behind;
                }
            } else {
                // This call is over, and none of those that may have come first lets it be answered as it was.
                if (event.at >= furthest) {
                    furthest = event.at;
                    stuck = event.call;
                }
                if (chosen.isEmpty()) {
                    return Optional.of(stuck);
                }
                var last = chosen.removeLast();
                state = last.before;
                done.clear(last.event.call);
                last.event.unlift();
                event = last.event.behind;
            }
        }
        return Optional.empty();
    }

    private static <C> Event events(List<Timed<C>> history) {
        var events = new ArrayList<Event>();
        for (var call = 0; call < history.size(); call++) {
            var begin = new Event(call, true, history.get(call).from);
            begin.end = new Event(call, false, history.get(call).to);
            events.add(begin);
            events.add(begin.end);
        }
        // Of what happens at the same time, beginnings come first: that allows more orders, never fewer.
        events.sort(Comparator.<Event>comparingLong(event -> event.at).thenComparing(event -> !event.begins));
        var head = new Event(-1, false, Long.MIN_VALUE);
        var last = head;
        for (var event : events) {
            last.behind = event;
            event.before = last;
            last = event;
        }
        last.behind = head;
        head.before = last;
        return head;
    }

    private Linearizability() {}
}
