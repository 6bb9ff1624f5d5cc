package dev.lethe.local.protocol;

import dev.lethe.local.protocol.Actor.Role;
import dev.lethe.local.protocol.Past.Next;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

/**
 * Goes through every order of the steps of a race. States that are reached on several ways are gone on from once: a state is a
 * world, everybody's past and the facts. Since every beginning of every order is visited, an actor who crashes between two steps is
 * one who is not met again; one with somebody to take up their work is also cut off at every step and begun anew. Steps that are about
 * nothing that anybody else reads or writes are not tried in every order with the others' steps.
 */
final class Explorer {
    private static final int STATES_MAX = 3_000_000;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
    private static final int FINISHED = -1;
    private static final int CUT = -2;
    private static final int CUT_FOR_GOOD = -3;

    /** Shared by all schedules from here on. */
    private record Tally(BigInteger schedules, Map<Broken, BigInteger> broken) {
        static final Tally END = new Tally(BigInteger.ONE, Map.of());
    }

    /** A place in some schedule: the world, the facts, who is how far, and who moved last. */
    private record State(int world, int facts, At at, int begun, int last, int switches) {
        @Override
        public int hashCode() {
            // Small numbers alone would meet in few places.
            var mixed = ((world * MIX + facts) * MIX + at.hash) * MIX + ((begun * 64L + last) * 64 + switches);
            return (int) ((mixed * MIX) >>> Integer.SIZE);
        }
    }

    /** How far everybody is: the record of who is at work or may begin, or why somebody does nothing more. */
    private static final class At {
        private final int[] places;
        private final int hash;

        At(int... places) {
            this.places = places;
            this.hash = Arrays.hashCode(places);
        }

        int get(int actor) {
            return places[actor];
        }

        At with(int actor, int place) {
            var next = places.clone();
            next[actor] = place;
            return new At(next);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof At that && hash == that.hash && Arrays.equals(places, that.places);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private record Step(int world, Past past) {}

    private final Scene scene;
    private final List<Stage.Ready> cast;
    private final Onlooker onlooker;
    private final Map<World, Integer> worldIds = new HashMap<>();
    private final List<World> worlds = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final Map<Facts, Integer> factIds = new HashMap<>();
    private final List<Facts> facts = new ArrayList<>();
    private final Map<Integer, Map<Integer, Step>> steps = new HashMap<>();
    private final Map<Integer, World> closed = new HashMap<>();
    private final Map<State, Tally> tallies = new HashMap<>();
    private final Deque<Supplier<String>> path = new ArrayDeque<>();
    private final Map<Broken, List<String>> examples = new EnumMap<>(Broken.class);
    private final TreeSet<String> outcomes = new TreeSet<>();
    private int transitions;

    private Explorer(Scene scene) {
        this.scene = scene;
        this.cast = scene.stage().ready();
        this.onlooker = new Onlooker(scene.stage().names().subject());
    }

    static Findings explore(Scene scene) {
        return new Explorer(scene).run();
    }

    private Findings run() {
        var world = world(scene.stage().world());
        var first = facts(Judge.first(views.get(world), cast.size()));
        var at = new At(cast.stream().mapToInt(ready -> ready.first().id()).toArray());
        var tally = from(new State(world, first, at, 0, -1, 0));
        return new Findings(
                tallies.size(),
                transitions,
                scene.stage().records().runs(),
                tally.schedules(),
                tally.broken(),
                examples,
                outcomes);
    }

    private Tally from(State state) {
        var known = tallies.get(state);
        if (known != null) {
            return known;
        }
        var schedules = BigInteger.ZERO;
        var broken = new EnumMap<Broken, BigInteger>(Broken.class);
        var moved = false;
        var alone = alone(state);
        for (var who = 0; who < cast.size(); who++) {
            var actor = who;
            if (!mayMove(state, actor) || (alone >= 0 && alone != actor)) {
                continue;
            }
            var steps = state.at().get(actor) >= 0;
            if (steps) {
                moved = true;
                var tally = step(state, actor, broken);
                schedules = schedules.add(tally.schedules());
            }
            var again = cutOff(state, actor);
            if (again.isPresent()) {
                moved = true;
                path.addLast(() -> name(actor) + " is cut off");
                var tally = from(again.get());
                path.removeLast();
                schedules = schedules.add(tally.schedules());
                tally.broken().forEach((kind, count) -> broken.merge(kind, count, BigInteger::add));
            }
        }
        var tally = moved ? new Tally(schedules, broken.isEmpty() ? Map.of() : broken) : end(state);
        tallies.put(state, tally);
        if (tallies.size() > STATES_MAX) {
            throw new AssertionError("a race is small enough to be gone through: more than " + STATES_MAX + " states");
        }
        return tally;
    }

    /** At the end of a schedule: whatever is left to sweep has to be swept by two more looks. */
    private Tally end(State state) {
        var now = facts.get(state.facts());
        var after = views.get(world(closed.computeIfAbsent(state.world(), world -> Stage.closing(worlds.get(world)))));
        if (Judge.done(after, now)) {
            return Tally.END;
        }
        examples.computeIfAbsent(
                Broken.NEVER_DONE, _ -> path.stream().map(Supplier::get).toList());
        return new Tally(BigInteger.ONE, Map.of(Broken.NEVER_DONE, BigInteger.ONE));
    }

    private boolean mayMove(State state, int actor) {
        return state.last() < 0
                || state.last() == actor
                || state.at().get(state.last()) < 0
                || state.switches() < scene.switches();
    }

    /**
     * Somebody in the midst of their work whose next step is nobody else's concern, so that it may as well be taken at once; or
     * nobody. Being cut off before it is tried still.
     */
    private int alone(State state) {
        if (scene.everyOrder()) {
            return -1;
        }
        for (var actor = 0; actor < cast.size(); actor++) {
            var at = state.at().get(actor);
            if (at >= 0
                    && (state.begun() & bit(actor)) != 0
                    && (scene.switches() == Integer.MAX_VALUE || state.last() == actor)
                    && scene.stage().records().get(at).next() instanceof Next.Calls(var request)
                    && Alone.is(request)) {
                return actor;
            }
        }
        return -1;
    }

    private int switches(State state, int actor) {
        var interrupts =
                state.last() >= 0 && state.last() != actor && state.at().get(state.last()) >= 0;
        // Where there is no bound, who moved last makes no difference to what comes.
        return scene.switches() == Integer.MAX_VALUE ? 0 : state.switches() + (interrupts ? 1 : 0);
    }

    private int last(int actor) {
        return scene.switches() == Integer.MAX_VALUE ? -1 : actor;
    }

    private Tally step(State state, int actor, Map<Broken, BigInteger> broken) {
        transitions++;
        var past = scene.stage().records().get(state.at().get(actor));
        var role = past.actor().role();
        var now = facts.get(state.facts());
        var world = state.world();
        var at = state.at();
        var kinds = EnumSet.noneOf(Broken.class);
        if ((state.begun() & bit(actor)) == 0) {
            now = Judge.begins(actor, past.actor(), views.get(world), now);
        }
        path.addLast(past::told);
        var atWork = state.begun();
        var silent = false;
        do {
            if (past.next() instanceof Next.Waits && !silent) {
                var over = now.notes().get(actor).others();
                for (var other = 0; other < cast.size(); other++) {
                    if (other != actor && (over & bit(other)) != 0 && (atWork & bit(other)) != 0) {
                        at = at.with(other, cut(at.get(other), other));
                        atWork &= ~bit(other);
                        now = now.with(other, Facts.Note.NONE);
                    }
                    // What begins from here on is not what began before.
                    var note = now.notes().get(other);
                    now = now.with(other, other == actor ? note.others(0) : note.others(note.others() & ~bit(actor)));
                }
                past = past.with(Answer.Waited.WAITED);
            } else {
                var calls = (Next.Calls) past.next();
                if (looks(role, calls.request())) {
                    now = now.with(actor, now.notes().get(actor).others(atWork & ~bit(actor)));
                }
                var done = execute(world, past, calls);
                var verdict = Judge.steps(
                        actor,
                        past.actor(),
                        calls.request() instanceof BatchGetItemRequest,
                        world == done.world() ? Optional.empty() : Optional.of(views.get(world)),
                        views.get(done.world()),
                        now);
                kinds.addAll(verdict.broken());
                now = verdict.facts();
                world = done.world();
                past = done.past();
            }
            silent = true;
        } while (past.next() instanceof Next.Calls next && followsAtOnce(world, past, next));
        if (past.next() instanceof Next.Ends(var ended)) {
            var verdict = Judge.ends(actor, past.actor(), ended, views.get(world), now);
            kinds.addAll(verdict.broken());
            now = verdict.facts();
            outcomes.add(past.actor().name() + " " + ended.status());
            at = at.with(actor, FINISHED);
            atWork &= ~bit(actor);
        } else {
            at = at.with(actor, past.id());
            atWork |= bit(actor);
        }
        kinds.forEach(kind -> examples.computeIfAbsent(
                kind, _ -> path.stream().map(Supplier::get).toList()));
        var tally = from(new State(world, facts(now), at, atWork, last(actor), switches(state, actor)));
        path.removeLast();
        for (var kind : Broken.values()) {
            var count =
                    kinds.contains(kind) ? tally.schedules() : tally.broken().get(kind);
            if (count != null) {
                broken.merge(kind, count, BigInteger::add);
            }
        }
        return tally;
    }

    /**
     * Whether a call may as well be part of the step before it: nobody else is concerned by it, and being cut off before it is not
     * to be tried, or comes to the same as being cut off behind it.
     */
    private boolean followsAtOnce(int world, Past past, Next.Calls next) {
        if (next.request() instanceof KmsRequest && !scene.keyServiceSteps()) {
            return true;
        }
        return !scene.everyOrder()
                && Alone.is(next.request())
                && (!past.mayBeCutOff() || execute(world, past, next).world() == world);
    }

    /** Whoever waits later counts from when they looked last. */
    private static boolean looks(Role role, SdkRequest request) {
        return switch (role) {
            case SWEEPER -> request instanceof QueryRequest;
            case ROTATION ->
                request instanceof UpdateAliasRequest
                        || request instanceof ScanRequest
                        || request instanceof DisableKeyRequest;
            case WRITER, READER, ERASER, RETURNER, DESTROYER -> false;
        };
    }

    /** Where somebody is after being cut off in the midst of their work: begun anew, if there is somebody to do so. */
    private Optional<State> cutOff(State state, int actor) {
        var at = state.at().get(actor);
        var again = cast.get(actor).again();
        var running = at >= 0 && (state.begun() & bit(actor)) != 0 && isFirst(at, actor);
        if (again.isEmpty() || !(running || at == CUT)) {
            return Optional.empty();
        }
        var now = facts.get(state.facts());
        // Since when a rotation waits is written down: whoever takes it up waits for the same.
        var waitsFor = cast.get(actor).first().actor().role() == Role.ROTATION
                ? now.notes().get(actor).others()
                : 0;
        now = now.with(actor, Facts.Note.NONE.others(waitsFor));
        return Optional.of(new State(
                state.world(),
                facts(now),
                state.at().with(actor, again.get().id()),
                state.begun() & ~bit(actor),
                last(actor),
                switches(state, actor)));
    }

    private int cut(int at, int actor) {
        return isFirst(at, actor) && cast.get(actor).again().isPresent() ? CUT : CUT_FOR_GOOD;
    }

    private boolean isFirst(int at, int actor) {
        return scene.stage()
                .records()
                .get(at)
                .actor()
                .equals(cast.get(actor).first().actor());
    }

    private Step execute(int world, Past past, Next.Calls calls) {
        return steps.computeIfAbsent(past.id(), _ -> new HashMap<>()).computeIfAbsent(world, _ -> {
            Alone.check(past.actor().role(), calls.request());
            var done = Stage.execute(worlds.get(world), scene.weaken().apply(calls.request()), past.asking());
            return new Step(world(done.world()), past.with(done.answer()));
        });
    }

    private int world(World world) {
        return worldIds.computeIfAbsent(world, _ -> {
            worlds.add(world);
            views.add(onlooker.look(world));
            return worlds.size() - 1;
        });
    }

    private int facts(Facts now) {
        return factIds.computeIfAbsent(now, _ -> {
            facts.add(now);
            return facts.size() - 1;
        });
    }

    private String name(int actor) {
        return cast.get(actor).first().actor().name();
    }

    private static int bit(int actor) {
        return 1 << actor;
    }
}
