package dev.lethe.local.protocol;

import dev.lethe.local.protocol.Past.Next;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** How a step is told in an example: by its call and the sort keys it is about. */
final class Labels {
    static String of(Next next) {
        return switch (next) {
            case Next.Calls(var request) -> of(request);
            case Next.Waits() -> "waits";
            case Next.Ends(var ended) -> "ends with " + ended.status();
        };
    }

    private static String of(SdkRequest request) {
        var name = request.getClass().getSimpleName().replace("Request", "");
        return switch (request) {
            case GetItemRequest get -> name + " " + sk(get.key());
            case PutItemRequest put -> name + " " + sk(put.item());
            case UpdateItemRequest update -> name + " " + sk(update.key());
            case TransactWriteItemsRequest writes ->
                name + " "
                        + writes.transactItems().stream()
                                .flatMap(item -> Stream.of(
                                                item.put() == null
                                                        ? ""
                                                        : sk(item.put().item()),
                                                item.update() == null
                                                        ? ""
                                                        : sk(item.update().key()),
                                                item.conditionCheck() == null
                                                        ? ""
                                                        : sk(item.conditionCheck()
                                                                .key()),
                                                item.delete() == null
                                                        ? ""
                                                        : sk(item.delete().key()))
                                        .filter(text -> !text.isEmpty()))
                                .collect(Collectors.joining(", "));
            default -> name;
        };
    }

    private static String sk(Map<String, AttributeValue> key) {
        return World.valueOf(key, "sk").s();
    }

    private Labels() {}
}
