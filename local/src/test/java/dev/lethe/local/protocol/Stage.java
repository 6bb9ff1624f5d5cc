package dev.lethe.local.protocol;

import dev.lethe.local.protocol.Instance.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/** A world before a race, and the actors who have come so far. What is done here is done at once, one after the other. */
final class Stage {
    private static final int CLOSING_SWEEPS = 2;
    private static final int REFUSED = 400;
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Somebody ready to begin, and whoever takes up their work. */
    record Ready(Past first, Optional<Past> again) {}

    private final Past.All records = new Past.All();
    private final List<Ready> ready = new ArrayList<>();
    private World world = ModelKms.world();
    private final Names names;

    /** A suite with a tenant, a notice and nobody else. */
    Stage() {
        this.names = play(instance -> {
            instance.found();
            instance.check();
        });
    }

    private Names play(Consumer<Instance> founding) {
        var live = new Live("founder", world);
        var instance = new Instance(live, 1, NOON.minusSeconds(60));
        founding.accept(instance);
        var found = instance.names();
        world = live.world;
        return found;
    }

    /** Something happens before the race. */
    Stage after(Actor actor) {
        var live = new Live(actor.name(), world);
        var instance = actor.instance(live);
        actor.before().accept(instance);
        var ended = actor.work().apply(instance);
        if (ended.status() >= REFUSED) {
            throw new AssertionError(actor.name() + " was answered " + ended.status());
        }
        world = live.world;
        return this;
    }

    /** Somebody comes, does what they do before the race, and gets ready. */
    Stage with(Actor actor) {
        ready.add(new Ready(prepare(actor), actor.again().map(this::prepare)));
        return this;
    }

    private Past prepare(Actor actor) {
        var live = new Live(actor.name(), world);
        actor.before().accept(actor.instance(live));
        world = live.world;
        return records.root(actor, live.answers);
    }

    Names names() {
        return names;
    }

    World world() {
        return world;
    }

    List<Ready> ready() {
        return ready;
    }

    Past.All records() {
        return records;
    }

    /** What becomes of a world when nobody is left but the schedule of sweeps. */
    static World closing(World world) {
        var live = new Live("closing", world);
        var instance = new Instance(live, 2, NOON.plus(Duration.ofDays(1)));
        for (var sweep = 0; sweep < CLOSING_SWEEPS; sweep++) {
            instance.sweeps();
        }
        return live.world;
    }

    static ModelDynamo.Done execute(World world, SdkRequest request, String asking) {
        return switch (request) {
            case DynamoDbRequest dynamo -> ModelDynamo.apply(world, dynamo);
            case KmsRequest kms -> ModelKms.apply(world, kms, asking);
            default -> throw new AssertionError("a request to nobody");
        };
    }

    /** Does what it is asked to, and writes down the answers. */
    private static final class Live implements Port {
        private final String name;
        private final List<Answer> answers = new ArrayList<>();
        private World world;

        Live(String name, World world) {
            this.name = name;
            this.world = world;
        }

        @Override
        public SdkResponse call(SdkRequest request) {
            var done = execute(world, request, name + " " + answers.size());
            world = done.world();
            answers.add(done.answer());
            return done.answer().give();
        }

        @Override
        public void await() {
            answers.add(Answer.Waited.WAITED);
        }
    }
}
