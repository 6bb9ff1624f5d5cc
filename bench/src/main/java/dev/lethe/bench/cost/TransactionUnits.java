package dev.lethe.bench.cost;

import dev.lethe.api.Table;
import dev.lethe.bench.ItemSize;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The write units of a transaction, which DynamoDB Local reports of one item in each table only: every item is written twice, in
 * units of 1 KB (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html), and so, to be on the safe
 * side, is its entry in an index. What is updated, deleted or checked is taken to have no more than 1 KB, as all such rows have.
 */
final class TransactionUnits {
    private static final int TWICE = 2;
    private static final int UNIT_BYTES = 1_024;

    static double of(TransactWriteItemsRequest request) {
        return TWICE
                * request.transactItems().stream()
                        .mapToInt(TransactionUnits::units)
                        .sum();
    }

    private static int units(TransactWriteItem write) {
        if (write.put() != null) {
            return units(write.put().item())
                    + indexes(write.put().tableName(), write.put().item()::containsKey);
        }
        if (write.update() != null) {
            var names = write.update().expressionAttributeNames().values();
            return 1 + indexes(write.update().tableName(), changed(names));
        }
        if (write.delete() != null) {
            var sk = write.delete()
                    .key()
                    .getOrDefault("sk", AttributeValue.fromS(""))
                    .s();
            return 1 + indexes(write.delete().tableName(), _ -> sk.startsWith("MESSAGE#"));
        }
        return 1;
    }

    private static int units(Map<String, AttributeValue> item) {
        return Math.max(1, Math.ceilDiv(ItemSize.of(item), UNIT_BYTES));
    }

    private static Predicate<String> changed(Collection<String> names) {
        return names::contains;
    }

    private static int indexes(String tableName, Predicate<String> has) {
        return (int) Arrays.stream(Table.values())
                .filter(table -> tableName.endsWith("-" + table.name().toLowerCase(Locale.ROOT)))
                .flatMap(table -> table.indexes().stream())
                .filter(index -> has.test(index.sortKey()))
                .count();
    }

    private TransactionUnits() {}
}
