package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.epoch.Epoch;
import dev.lethe.epoch.Epochs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Epochs in {@code keys}, beside what they wrap. */
public final class DynamoEpochs implements Epochs {
    private final Dynamo dynamo;

    public DynamoEpochs(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public List<Epoch> all() {
        return dynamo
                .query(
                        Table.KEYS,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(
                                        Map.of(":pk", Item.s(Keys.epoch(1).pk())))
                                .consistentRead(true)
                                .limit(EPOCHS_MAX))
                .items()
                .stream()
                .map(DynamoEpochs::epoch)
                .toList();
    }

    @Override
    public boolean create(Epoch epoch) {
        return dynamo.create(Keys.epoch(epoch.number()), item(epoch));
    }

    @Override
    public boolean update(Epoch next) {
        return dynamo.transact(List.of(replacing(next))) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public boolean turn(Epoch ended, Epoch begun) {
        return dynamo.transact(List.of(replacing(ended), replacing(begun))) instanceof Dynamo.Transacted.Done;
    }

    @Override
    public Optional<Pass> pass() {
        return dynamo.get(Keys.rotation())
                .map(item -> new Pass(
                        Math.toIntExact(item.number("epoch")),
                        Math.toIntExact(item.number("number")),
                        item.textIfAny("cursor"),
                        item.number("rewrapped"),
                        item.number("stuck")));
    }

    @Override
    public void keep(Pass pass) {
        var item = Item.at(Keys.rotation())
                .number("epoch", pass.epoch())
                .number("number", pass.number())
                .number("rewrapped", pass.rewrapped())
                .number("stuck", pass.stuck());
        pass.cursor().ifPresent(cursor -> item.text("cursor", cursor));
        dynamo.put(Keys.rotation(), item);
    }

    private TransactWriteItem replacing(Epoch next) {
        return dynamo.replacing(Keys.epoch(next.number()), item(next), next.revision() - 1);
    }

    private static Item item(Epoch epoch) {
        var item = Item.at(Keys.epoch(epoch.number()))
                .number("revision", epoch.revision())
                .instant("preparedAt", epoch.preparedAt())
                .instant("madeAt", epoch.madeAt())
                .instant("begunAt", epoch.begunAt())
                .instant("endedAt", epoch.endedAt())
                .instant("rewrappedAt", epoch.rewrappedAt())
                .instant("disabledAt", epoch.disabledAt())
                .instant("deletionAt", epoch.deletionAt())
                .instant("deletedAt", epoch.deletedAt());
        epoch.arn().ifPresent(arn -> item.text("arn", arn));
        return item;
    }

    private static Epoch epoch(Item item) {
        return new Epoch(
                item.number("revision"),
                Integer.parseInt(item.text("sk")),
                item.textIfAny("arn"),
                item.instant("preparedAt"),
                item.instantIfAny("madeAt"),
                item.instantIfAny("begunAt"),
                item.instantIfAny("endedAt"),
                item.instantIfAny("rewrappedAt"),
                item.instantIfAny("disabledAt"),
                item.instantIfAny("deletionAt"),
                item.instantIfAny("deletedAt"));
    }
}
