package dev.lethe.local.engine;

import dev.lethe.api.EventBus;
import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.MasterKey;
import dev.lethe.api.OperatorCommand;
import dev.lethe.api.Table;
import dev.lethe.event.Bus;
import dev.lethe.kernel.StoreUnavailable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Refuses what the grants of a function, or of an operator, do not allow, as IAM will: what works here does not fail on AWS for want
 * of a permission.
 */
public final class Permissions implements ExecutionInterceptor {
    private static final int FORBIDDEN = 400;

    /** One action on one table, in one bucket, or with one master key. */
    private record Use(String action, String resource) {}

    private final String whose;
    private final Set<Grant> grants;
    private final Map<Table, String> names;
    private final Queue<String> denied;

    private Permissions(String whose, Set<Grant> grants, Map<Table, String> names, Queue<String> denied) {
        this.whose = whose;
        this.grants = grants;
        this.names = names;
        this.denied = denied;
    }

    /** A place to see what was refused. */
    public static final class Denials {
        private final Queue<String> denied = new ConcurrentLinkedQueue<>();

        /** An interceptor for the clients of one function. */
        public Permissions of(Fn fn, Map<Table, String> names) {
            return new Permissions(fn.name(), fn.grants(), names, denied);
        }

        /** An interceptor for the clients of an operator. */
        public Permissions ofOperator(Map<Table, String> names) {
            return new Permissions("OPERATOR", OperatorCommand.grantsOfAll(), names, denied);
        }

        /** A bus as one function may use it: it is called past the SDK's clients, where nothing intercepts. */
        public Bus refusing(Fn fn, Bus bus) {
            if (fn.grants().contains(Grant.BUS_PUT)) {
                return bus;
            }
            return _ -> {
                denied.add(fn.name() + " PutEvents " + EventBus.SUITE.name());
                throw new StoreUnavailable();
            };
        }

        /** What was refused, each as who, action and resource. */
        public List<String> all() {
            return List.copyOf(denied);
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        uses(context.request()).filter(use -> !granted(use)).findFirst().ifPresent(use -> {
            denied.add(whose + " " + use.action() + " " + use.resource());
            throw DynamoDbException.builder()
                    .statusCode(FORBIDDEN)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDeniedException")
                            .errorMessage("not granted")
                            .build())
                    .message("not granted")
                    .build();
        });
    }

    private boolean granted(Use use) {
        return grants.stream()
                .filter(grant -> grant.actions().contains(use.action()))
                .anyMatch(grant -> isAbout(grant, use.resource()));
    }

    private boolean isAbout(Grant grant, String resource) {
        if (grant.isOfCopies() && grant.table().isPresent()) {
            // Here a copy is called as its maker likes.
            return !names.containsValue(resource);
        }
        return grant.table()
                .map(names::get)
                .or(() -> grant.bucket().map(Engines::name))
                .or(() -> grant.key().map(MasterKey::name))
                .orElse("")
                .equals(resource);
    }

    private static Stream<Use> uses(SdkRequest request) {
        return switch (request) {
            case ReEncryptRequest again ->
                Stream.of("ReEncryptFrom", "ReEncryptTo")
                        .map(action -> new Use(action, master(again.destinationEncryptionContext())));
            case GenerateDataKeyRequest make -> Stream.of(new Use("GenerateDataKey", master(make.encryptionContext())));
            case DecryptRequest open -> Stream.of(new Use("Decrypt", master(open.encryptionContext())));
            case SignRequest _ -> Stream.of(new Use("Sign", MasterKey.SIGNATURE.name()));
            case GetPublicKeyRequest _ -> Stream.of(new Use("GetPublicKey", MasterKey.SIGNATURE.name()));
            case KmsRequest admin -> Stream.of(new Use(action(admin), MasterKey.EPOCH.name()));
            case ListObjectsV2Request list -> Stream.of(new Use("ListBucket", list.bucket()));
            case S3Request object ->
                Stream.of(new Use(
                        action(object),
                        object.getValueForField("Bucket", String.class).orElse("")));
            case BatchGetItemRequest batch ->
                batch.requestItems().keySet().stream().map(table -> new Use("BatchGetItem", table));
            case BatchWriteItemRequest batch ->
                batch.requestItems().keySet().stream().map(table -> new Use("BatchWriteItem", table));
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(Permissions::use);
            default ->
                Stream.of(new Use(
                        action(request),
                        request.getValueForField("TableName", String.class).orElse("")));
        };
    }

    private static String action(SdkRequest request) {
        return request.getClass().getSimpleName().replaceAll("Request$", "");
    }

    /** Which master key a request is about: the encryption context says so, as conditions in policies will. */
    private static String master(Map<String, String> context) {
        return switch (context.getOrDefault("kind", "")) {
            case "pseudonym" -> MasterKey.PSEUDONYM.name();
            case "hold" -> MasterKey.HOLD.name();
            default -> MasterKey.EPOCH.name();
        };
    }

    private static Use use(TransactWriteItem item) {
        if (item.put() != null) {
            return new Use("PutItem", item.put().tableName());
        }
        if (item.update() != null) {
            return new Use("UpdateItem", item.update().tableName());
        }
        return item.delete() != null
                ? new Use("DeleteItem", item.delete().tableName())
                : new Use("ConditionCheckItem", item.conditionCheck().tableName());
    }
}
