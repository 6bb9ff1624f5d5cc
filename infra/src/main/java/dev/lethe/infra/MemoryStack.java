package dev.lethe.infra;

import dev.lethe.api.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.LocalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** What remembers. It outlives the stack where the deployment says so. */
final class MemoryStack extends Stack {
    private final Deployment deployment;
    private final Keys keys;
    private final Memory memory;

    MemoryStack(Construct scope, String id, StackProps props, Deployment deployment, Keys keys) {
        super(scope, id, props);
        this.deployment = deployment;
        this.keys = keys;
        var tables = new EnumMap<Table, TableV2>(Table.class);
        for (var table : Table.values()) {
            var made = table(table);
            tables.put(table, made);
            CfnOutput.Builder.create(this, words(table.name()) + "Table")
                    .value(made.getTableName())
                    .build();
        }
        this.memory = new Memory(tables, checkpoints());
        CfnOutput.Builder.create(this, "CheckpointsBucket")
                .value(memory.checkpoints().getBucketName())
                .build();
    }

    Memory memory() {
        return memory;
    }

    private TableV2 table(Table table) {
        var builder = TableV2.Builder.create(this, words(table.name()))
                .tableName(table.deployedName(deployment.prefix()))
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .billing(Billing.onDemand())
                .encryption(TableEncryptionV2.customerManagedKey(keys.tables()))
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .recoveryPeriodInDays(table.recoveryDays())
                        .build())
                .deletionProtection(deployment.guarded())
                .removalPolicy(deployment.guarded() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .localSecondaryIndexes(table.indexes().stream()
                        .filter(Table.Index::local)
                        .map(MemoryStack::local)
                        .toList())
                .globalSecondaryIndexes(table.indexes().stream()
                        .filter(index -> !index.local())
                        .map(MemoryStack::global)
                        .toList());
        if (table.expires()) {
            builder.timeToLiveAttribute(Table.TTL);
        }
        if (table.streams()) {
            builder.dynamoStream(StreamViewType.NEW_AND_OLD_IMAGES);
        }
        return builder.build();
    }

    private static LocalSecondaryIndexProps local(Table.Index index) {
        return LocalSecondaryIndexProps.builder()
                .indexName(index.indexName())
                .sortKey(text(index.sortKey()))
                .projectionType(ProjectionType.KEYS_ONLY)
                .build();
    }

    private static GlobalSecondaryIndexPropsV2 global(Table.Index index) {
        return GlobalSecondaryIndexPropsV2.builder()
                .indexName(index.indexName())
                .partitionKey(text(index.partitionKey()))
                .sortKey(text(index.sortKey()))
                .projectionType(ProjectionType.KEYS_ONLY)
                .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    /** Where signed checkpoints go that nobody may change before their time, whatever happens to the tables. */
    private IBucket checkpoints() {
        var days = Duration.days(deployment.lock().days());
        return Bucket.Builder.create(this, "Checkpoints")
                .bucketName(bucketName(deployment))
                .versioned(true)
                .objectLockEnabled(true)
                .objectLockDefaultRetention(
                        deployment.lock().compliance()
                                ? ObjectLockRetention.compliance(days)
                                : ObjectLockRetention.governance(days))
                .encryption(BucketEncryption.KMS)
                .encryptionKey(keys.tables())
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                // A bucket with locked objects cannot be deleted before their time.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    static String bucketName(Deployment deployment) {
        return dev.lethe.api.Bucket.CHECKPOINTS.deployedName(
                deployment.prefix(), deployment.account(), deployment.region());
    }

    static String bucketArn(Deployment deployment) {
        return "arn:" + Aws.PARTITION + ":s3:::" + bucketName(deployment);
    }

    /** A constant's name as a construct's. */
    static String words(String constant) {
        var words = new StringBuilder();
        for (var word : List.of(constant.split("_", -1))) {
            words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
