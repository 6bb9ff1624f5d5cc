package dev.lethe.local.protocol;

import dev.lethe.api.Table;
import dev.lethe.local.protocol.Actor.Role;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;

/**
 * Which calls are about what nobody else in a race reads or writes: the notes of a rotation about epochs, what it asks about the keys
 * that it alone changes, and the entry of an access. Such a call comes to the same before and after any call of anybody else, so
 * that it need not be tried in between.
 */
final class Alone {
    private static final String KEYS = ModelDynamo.name(Table.KEYS);
    private static final Set<String> NOTES = Set.of("EPOCHS", "ROTATION");

    static boolean is(SdkRequest request) {
        return switch (request) {
            case QueryRequest query -> isNote(query.tableName(), query.expressionAttributeValues(), ":pk");
            case GetItemRequest get -> isNote(get.tableName(), get.key(), "pk");
            case PutItemRequest put ->
                isNote(put.tableName(), put.item(), "pk")
                        || text(put.item(), "kind").equals("ACCESS");
            case TransactWriteItemsRequest writes ->
                writes.transactItems().stream().allMatch(Alone::isNote);
            case DescribeKeyRequest _,
                    CreateKeyRequest _,
                    GetKeyPolicyRequest _,
                    ListKeysRequest _,
                    ListResourceTagsRequest _,
                    ReEncryptRequest _ -> true;
            default -> false;
        };
    }

    private static boolean isNote(TransactWriteItem item) {
        return item.put() != null && isNote(item.put().tableName(), item.put().item(), "pk");
    }

    private static boolean isNote(String table, Map<String, AttributeValue> values, String name) {
        return table.equals(KEYS) && NOTES.contains(text(values, name));
    }

    private static String text(Map<String, AttributeValue> values, String name) {
        var value = values.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    /** Whether a row is a rotation's own, so that a page may as well end behind it as before it. */
    static boolean isNote(Map<String, AttributeValue> row) {
        return NOTES.contains(text(row, "pk"));
    }

    /** That nobody but a rotation asks for its notes, on which all of this rests. */
    static void check(Role role, SdkRequest request) {
        if (role != Role.ROTATION && NOTES.stream().anyMatch(request.toString()::contains)) {
            throw new AssertionError("somebody but a rotation asks for its notes");
        }
    }

    private Alone() {}
}
