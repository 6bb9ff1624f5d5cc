package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.api.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables and the bucket keep what the design promises of them. */
class TablesTest {
    private static final Templates TEMPLATES = Synthesized.templates();

    @Test
    void thereAreTheTablesOfTheDesignAndNoOthers() {
        assertThat(TEMPLATES.named("AWS::DynamoDB::GlobalTable", "TableName"))
                .containsOnlyKeys(Stream.of(Table.values())
                        .map(table -> table.deployedName("lethe"))
                        .toList());
        assertThat(TEMPLATES.of("AWS::DynamoDB::Table")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTableIsAsTheDesignSays(Table table) {
        var made = table(table);
        var replica = made.path("Replicas").path(0);
        assertThat(made.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(made.path("KeySchema").findValuesAsText("AttributeName")).containsExactly("pk", "sk");
        assertThat(made.path("TimeToLiveSpecification").path("AttributeName").asText(""))
                .isEqualTo(table.expires() ? Table.TTL : "");
        assertThat(made.path("StreamSpecification").path("StreamViewType").asText(""))
                .isEqualTo(table.streams() ? "NEW_AND_OLD_IMAGES" : "");
        assertThat(made.path("Replicas")).hasSize(1);
        assertThat(replica.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(replica.path("PointInTimeRecoverySpecification").toString())
                .isEqualTo("{\"PointInTimeRecoveryEnabled\":true,\"RecoveryPeriodInDays\":%d}"
                        .formatted(table.recoveryDays()));
        assertThat(TEMPLATES.resolved("memory", replica.path("SSESpecification").path("KMSMasterKeyId")))
                .endsWith("key/alias/lethe-tables");
        for (var index : table.indexes()) {
            var indexes = made.path(index.local() ? "LocalSecondaryIndexes" : "GlobalSecondaryIndexes");
            assertThat(indexes).anySatisfy(found -> {
                assertThat(found.path("IndexName").asText()).isEqualTo(index.indexName());
                assertThat(found.path("KeySchema").findValuesAsText("AttributeName"))
                        .containsExactly(index.partitionKey(), index.sortKey());
                assertThat(found.path("Projection").path("ProjectionType").asText())
                        .isEqualTo("KEYS_ONLY");
            });
        }
    }

    @Test
    void nothingCopiesKeys() {
        assertThat(copies(table(Table.KEYS))).isEmpty();
        assertThat(TEMPLATES.of("AWS::Lambda::EventSourceMapping")).noneMatch(mapping -> TEMPLATES
                .resolved(mapping.stack(), mapping.properties().path("EventSourceArn"))
                .contains("lethe-keys"));
        assertThat(TEMPLATES.of("AWS::Backup::BackupSelection")).isEmpty();
    }

    @Test
    void whatCopiesKeysIsFound() {
        assertThat(copies(table(Table.RECORDS))).containsExactly("StreamSpecification");
    }

    private static List<String> copies(JsonNode table) {
        return Stream.of("StreamSpecification", "KinesisStreamSpecification", "GlobalTableWitnesses")
                .filter(name ->
                        table.has(name) || table.path("Replicas").path(0).has(name))
                .toList();
    }

    @Test
    void checkpointsCannotBeChanged() {
        var bucket = TEMPLATES.of("AWS::S3::Bucket").getFirst();
        var properties = bucket.properties();
        assertThat(TEMPLATES.of("AWS::S3::Bucket")).hasSize(1);
        assertThat(bucket.tree().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(properties.path("VersioningConfiguration").path("Status").asText())
                .isEqualTo("Enabled");
        assertThat(properties
                        .path("ObjectLockConfiguration")
                        .path("Rule")
                        .path("DefaultRetention")
                        .toString())
                .isEqualTo("{\"Days\":365,\"Mode\":\"COMPLIANCE\"}");
        assertThat(properties.path("PublicAccessBlockConfiguration")).hasSize(4).allMatch(JsonNode::asBoolean);
        assertThat(TEMPLATES.of("AWS::S3::BucketPolicy").toString()).contains("aws:SecureTransport", "s3:TlsVersion");
    }

    @Test
    void whatRemembersOutlivesItsStack() {
        assertThat(TEMPLATES.all())
                .filteredOn(resource -> List.of(
                                "AWS::DynamoDB::GlobalTable",
                                "AWS::KMS::Key",
                                "AWS::S3::Bucket",
                                "AWS::Cognito::UserPool")
                        .contains(resource.type()))
                .hasSizeGreaterThan(9)
                .allSatisfy(resource -> {
                    assertThat(resource.tree().path("DeletionPolicy").asText()).isEqualTo("Retain");
                    assertThat(resource.tree().path("UpdateReplacePolicy").asText())
                            .isEqualTo("Retain");
                });
    }

    private static JsonNode table(Table table) {
        return Objects.requireNonNull(
                TEMPLATES.named("AWS::DynamoDB::GlobalTable", "TableName").get(table.deployedName("lethe")));
    }
}
