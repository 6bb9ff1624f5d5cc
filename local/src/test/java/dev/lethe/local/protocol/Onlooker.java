package dev.lethe.local.protocol;

import dev.lethe.api.Table;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.conversation.MessageLabels;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Permit;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.StorageId;
import dev.lethe.lambda.RandomIds;
import dev.lethe.local.protocol.View.KeyRow;
import dev.lethe.local.protocol.View.Message;
import dev.lethe.local.protocol.World.At;
import dev.lethe.local.protocol.World.Row;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoKeyRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Sees all of a world at once, opens what its keys open, and takes part in nothing. */
final class Onlooker {
    private static final String RECORDS = ModelDynamo.name(Table.RECORDS);
    private static final String KEYS = ModelDynamo.name(Table.KEYS);
    private static final String MESSAGE = "MESSAGE#";
    private static final String DAY = "DAY#";
    private static final String SID = "#SID#";

    private record Seal(Row message, Row key, Optional<Row> day, boolean keyOpens, boolean dayOpens) {}

    private final String subject;
    private final Map<Seal, Boolean> opened = new HashMap<>();

    Onlooker(String subject) {
        this.subject = subject;
    }

    View look(World world) {
        var days = new TreeMap<String, KeyRow>();
        var key = Optional.<Row>empty();
        for (var entry : world.table(KEYS).entrySet()) {
            var at = entry.getKey();
            if (at.sk().startsWith(DAY)) {
                days.put(at.sk().substring(DAY.length()), KeyRow.of(entry.getValue()));
            } else if (at.sk().equals("KEY") && at.pk().endsWith("#" + subject)) {
                key = Optional.of(entry.getValue());
            }
        }
        var lived = key.map(KeyRow::of).filter(KeyRow::live).map(KeyRow::sid).orElse("");
        var messages = new ArrayList<Message>();
        var unreadable = new HashSet<String>();
        var due = new HashSet<String>();
        var indexed = new HashSet<String>();
        var completed = new HashSet<String>();
        for (var entry : world.table(RECORDS).entrySet()) {
            var row = entry.getValue();
            switch (row.text("kind").orElse("")) {
                case "MESSAGE" -> {
                    var message = message(entry.getKey(), row);
                    messages.add(message);
                    if (message.sid().equals(lived)
                            && !ended(days, message.day())
                            && !opens(world, message, row, key.orElseThrow())) {
                        unreadable.add(message.place());
                    }
                }
                case "DUE" -> {
                    indexed.add(entry.getKey().sk());
                    due.add(entry.getKey().sk() + entry.getKey().pk().split("#", -1)[3]);
                }
                case "ACTIVE" -> indexed.add(entry.getKey().sk().split("#", -1)[0]);
                case "REQUEST" -> {
                    if (row.text("status").filter("COMPLETED"::equals).isPresent()) {
                        completed.add(entry.getKey().pk().split("#", -1)[3]);
                    }
                }
                default -> {
                    // Says nothing about what is watched.
                }
            }
        }
        var unfindable = new HashSet<String>();
        messages.stream()
                .filter(message -> message.sid().equals(lived) && !due.contains(message.sid() + message.day()))
                .forEach(message -> unfindable.add(message.place()));
        return new View(key.map(KeyRow::of), days, messages, unreadable, unfindable, indexed, completed);
    }

    private static boolean ended(Map<String, KeyRow> days, String day) {
        var row = days.get(day);
        return row != null && !row.live();
    }

    private static Message message(At at, Row row) {
        var parts = at.sk().substring(MESSAGE.length()).split("#", -1);
        var day = Instant.parse(row.text("expiresAt").orElseThrow()).atOffset(ZoneOffset.UTC);
        return new Message(
                at.pk().substring(at.pk().indexOf(SID) + SID.length()),
                parts[0],
                parts[1],
                day.toLocalDate().toString());
    }

    private boolean opens(World world, Message message, Row row, Row key) {
        var day = world.get(new At(KEYS, "T#" + Instance.TENANT, DAY + message.day()));
        var seal = new Seal(
                row,
                key,
                day,
                opens(world, key),
                day.filter(of -> opens(world, of)).isPresent());
        return opened.computeIfAbsent(seal, _ -> open(world, message, row, key));
    }

    /** Whether the key that wraps a row's is enabled. */
    private static boolean opens(World world, Row row) {
        return row.text("wrappedBy").filter(by -> ModelKms.enabled(world, by)).isPresent();
    }

    /** Opens with a vault that knows nothing but the rows. */
    private static boolean open(World world, Message message, Row row, Row key) {
        var sid = new StorageId(message.sid());
        var port = new Reading(world);
        var random = new SplittableRandom(0);
        var rows = new DynamoKeyRows(new Dynamo(new DynamoOver(port), ModelDynamo.NAMES));
        var wrap = new KmsKeyWrap(new KmsOver(port), ModelKms.ALIASES, () -> "id of " + KEYS);
        var vault = new Vault(
                wrap, rows, new UnwrapCache(() -> Stage.NOON), random, new RandomIds(random), () -> Stage.NOON);
        var label = MessageLabels.of(
                Instance.TENANT,
                sid,
                new ConversationId(message.conversation()),
                new MessageId(message.message()),
                LocalDate.parse(message.day()),
                1);
        var wrapped = new WrappedKey(
                key.value("wrapped").b().asByteArray(), key.text("wrappedBy").orElseThrow());
        try {
            vault.open(
                    new SubjectKey(sid, 1, wrapped),
                    label,
                    new Sealed(row.value("sealed").b().asByteArray()),
                    Permit.mint(Instance.TENANT, sid, new Purpose("service"), Instant.EPOCH));
            return true;
        } catch (Unopenable | KeyUnavailable _) {
            return false;
        }
    }

    /** Where nothing is written: an attempt to make a day's key fails. */
    private record Reading(World world) implements Port {
        @Override
        public SdkResponse call(SdkRequest request) {
            var done = Stage.execute(world, request, "onlooker");
            if (!done.world().equals(world)) {
                throw new AssertionError("an onlooker changes nothing: a message stands there without its day's key");
            }
            return done.answer().give();
        }

        @Override
        public void await() {
            throw new AssertionError("an onlooker waits for nothing");
        }
    }
}
