package dev.lethe.local;

import dev.lethe.kernel.Tenant;
import dev.lethe.local.gateway.Gateway;
import dev.lethe.local.gateway.Gateway.Answer;
import dev.lethe.local.operator.Operator;
import dev.lethe.local.operator.RestoreCommand;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a world on this machine answers under {@code /_local/}: time, tokens, what other systems were told, copies, and the operator's commands. */
record LocalCalls(LocalWorld world) implements Gateway.LocalRoutes {
    /** How many events are shown, newest first. */
    private static final int EVENTS_MAX = 100;

    @Override
    public Optional<Answer> answer(String call, Map<?, ?> body) {
        return switch (call) {
            case "POST /_local/clock" -> {
                world.advance(text(body, "advance"));
                yield whole(Map.of("now", world.clock().instant().toString()));
            }
            case "GET /_local/clock" ->
                whole(Map.of("now", world.clock().instant().toString()));
            case "GET /_local/events" -> whole(Map.of("events", world.bus().newest(EVENTS_MAX)));
            case "POST /_local/tokens" -> {
                var tenant = new Tenant(text(body, "tenant"));
                var role = LocalWorld.role(text(body, "role"));
                var site = world.register(tenant);
                yield whole(Map.of("token", world.tokens().issue(role, tenant), "site", site.value()));
            }
            case "POST /_local/keys/rotate" -> told(Operator::rotate);
            case "POST /_local/keys/status" -> told(Operator::status);
            case "POST /_local/keys/verify" -> told(Operator::verify);
            case "POST /_local/purge" -> {
                var json = Boolean.TRUE.equals(body.get("json"));
                yield told(operator -> operator.purge(json));
            }
            case "POST /_local/evidence/export" -> {
                var receipts = Boolean.TRUE.equals(body.get("receipts"));
                yield told(operator -> operator.export(receipts));
            }
            case "POST /_local/backup" -> {
                var name = text(body, "name");
                yield Optional.of(new Answer.Told(out -> {
                    world.backup(name).values().stream().sorted().forEach(out);
                    return true;
                }));
            }
            case "POST /_local/restore" -> {
                var copies = RestoreCommand.copies(body);
                var rehearse = Boolean.TRUE.equals(body.get("dryRun"));
                yield told(operator -> operator.restore(copies, rehearse));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Answer> whole(Map<String, Object> tree) {
        return Optional.of(new Answer.Whole(tree));
    }

    private Optional<Answer> told(Predicate<Operator> command) {
        return Optional.of(new Answer.Told(out -> world.operate(command, out)));
    }

    private static String text(Map<?, ?> body, String name) {
        if (body.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("A field is missing");
    }
}
