package dev.lethe.bench.cost;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/** Reads off every call of the functions what it uses: of DynamoDB in its own units, of KMS in requests. */
final class Meter implements ExecutionInterceptor {
    private static final int REENCRYPT_REQUESTS = 2;
    private static final int SIGNING_REQUESTS = 5;
    private static final double HALF = 0.5;

    private final Map<String, Integer> calls = new TreeMap<>();
    private double read;
    private double written;
    private int kms;

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        var total = ReturnConsumedCapacity.TOTAL;
        return switch (context.request()) {
            case GetItemRequest r -> r.toBuilder().returnConsumedCapacity(total).build();
            case BatchGetItemRequest r ->
                r.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest r -> r.toBuilder().returnConsumedCapacity(total).build();
            case ScanRequest r -> r.toBuilder().returnConsumedCapacity(total).build();
            case PutItemRequest r -> r.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest r ->
                r.toBuilder().returnConsumedCapacity(total).build();
            case DeleteItemRequest r ->
                r.toBuilder().returnConsumedCapacity(total).build();
            case BatchWriteItemRequest r ->
                r.toBuilder().returnConsumedCapacity(total).build();
            case TransactWriteItemsRequest r ->
                r.toBuilder().returnConsumedCapacity(total).build();
            default -> context.request();
        };
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var name = context.request().getClass().getSimpleName().replaceAll("Request$", "");
        calls.merge(name, 1, Integer::sum);
        if (context.request() instanceof KmsRequest) {
            kms += switch (name) {
                // Charged as a Decrypt and an Encrypt.
                case "ReEncrypt" -> REENCRYPT_REQUESTS;
                // Charged $0.15 per 10,000, where others are $0.03.
                case "Sign", "GetPublicKey" -> SIGNING_REQUESTS;
                default -> 1;
            };
        }
        switch (context.response()) {
            case GetItemResponse r -> read += units(List.of(r.consumedCapacity()));
            case BatchGetItemResponse r -> read += units(r.consumedCapacity());
            case QueryResponse r ->
                read += atLeast(((QueryRequest) context.request()).consistentRead(), r.consumedCapacity());
            case ScanResponse r ->
                read += atLeast(((ScanRequest) context.request()).consistentRead(), r.consumedCapacity());
            case PutItemResponse r -> written += units(List.of(r.consumedCapacity()));
            case UpdateItemResponse r -> written += units(List.of(r.consumedCapacity()));
            case DeleteItemResponse r -> written += units(List.of(r.consumedCapacity()));
            case BatchWriteItemResponse r -> written += units(r.consumedCapacity());
            case TransactWriteItemsResponse _ ->
                written += TransactionUnits.of((TransactWriteItemsRequest) context.request());
            default -> {
                // Not of DynamoDB, or free of charge.
            }
        }
    }

    private static double units(Collection<ConsumedCapacity> consumed) {
        return consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }

    /** DynamoDB charges for looking where nothing is; DynamoDB Local reports nothing then. */
    private static double atLeast(@Nullable Boolean consistent, ConsumedCapacity consumed) {
        return Math.max(consumed.capacityUnits(), Boolean.TRUE.equals(consistent) ? 1 : HALF);
    }

    /** What is used while something runs, in so many invocations of a function. */
    synchronized void reset() {
        calls.clear();
        read = 0;
        written = 0;
        kms = 0;
    }

    synchronized Used used(int apiRequests, int invocations, int memoryMegabytes) {
        var made = calls.values().stream().mapToInt(Integer::intValue).sum();
        return new Used(
                read,
                written,
                kms,
                made,
                apiRequests,
                invocations,
                Used.gigabyteSeconds(made, invocations, memoryMegabytes));
    }
}
