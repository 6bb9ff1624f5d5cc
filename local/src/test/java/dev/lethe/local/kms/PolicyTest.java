package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.aws.KmsEpochKeys;
import dev.lethe.kernel.KeyUnavailable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;

/** A key has a policy, and an epoch's key that of the one before. */
final class PolicyTest {
    private static final String ALIAS = "alias/lethe-epoch";
    private static final String POLICY = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}\
        """;

    private final Bench bench = new Bench(KeyFile.inMemory());

    @TempDir
    private Path temp = Path.of("");

    @AfterEach
    void close() {
        bench.close();
    }

    private String withPolicy() {
        return bench.kms.createKey(r -> r.policy(POLICY)).keyMetadata().keyId();
    }

    private String policy(String key) {
        return bench.kms.getKeyPolicy(r -> r.keyId(key)).policy();
    }

    @Test
    void aKeyHasThePolicyItWasMadeWith() {
        assertThat(policy(withPolicy())).isEqualTo(POLICY);
        assertThat(policy(bench.key())).contains("kms:*", "arn:aws:iam::000000000000:root");
        var named = bench.kms.getKeyPolicy(r -> r.keyId(Bench.arn(withPolicy())).policyName("default"));
        assertThat(named.policyName()).isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "nothing", "{\"Statement\""})
    void whatIsNoPolicyIsRefused(String policy) {
        Bench.refused("MalformedPolicyDocumentException", () -> bench.kms.createKey(r -> r.policy(policy)));
    }

    @Test
    void aPolicyIsAskedForByKeyAndUnderItsOnlyName() {
        bench.alias(ALIAS, withPolicy());
        Bench.refused("NotFoundException", () -> policy(ALIAS));
        Bench.refused(
                "UnsupportedOperationException",
                () -> bench.kms.getKeyPolicy(r -> r.keyId(withPolicy()).policyName("other")));
    }

    @Test
    void policiesOutliveARestart() {
        String own;
        String usual;
        try (var before = new Bench(KeyFile.in(temp))) {
            own = before.kms.createKey(r -> r.policy(POLICY)).keyMetadata().keyId();
            usual = before.key();
        }
        try (var after = new Bench(KeyFile.in(temp))) {
            assertThat(after.kms.getKeyPolicy(r -> r.keyId(own)).policy()).isEqualTo(POLICY);
            assertThat(after.kms.getKeyPolicy(r -> r.keyId(usual)).policy()).isEqualTo(policy(bench.key()));
        }
    }

    @Test
    void aNewEpochsKeyHasThePolicyOfTheOneInUse() {
        bench.alias(ALIAS, withPolicy());
        var made = new KmsEpochKeys(bench.kms, ALIAS).make(2);
        assertThat(policy(made)).isEqualTo(POLICY);
        assertThat(bench.kms.listResourceTags(r -> r.keyId(made)).tags())
                .containsExactly(Bench.tag("lethe:alias", ALIAS), Bench.tag("lethe:epoch", "2"));
    }

    /** Somebody else's key in the account, whose policy keeps its tags to itself. */
    private record Shy(List<String> arns, int status, String code) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof ListResourceTagsRequest ask && arns.contains(ask.keyId())) {
                throw KmsException.builder()
                        .statusCode(status)
                        .awsErrorDetails(
                                AwsErrorDetails.builder().errorCode(code).build())
                        .build();
            }
        }
    }

    private KmsClient client(Shy shy) {
        return KmsClient.builder()
                .endpointOverride(bench.endpoint.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.addExecutionInterceptor(shy))
                .build();
    }

    @Test
    void keysOfOthersDoNotKeepEpochsFromBeingMade() {
        bench.alias(ALIAS, withPolicy());
        var others = List.of(Bench.arn(bench.key()), Bench.arn(bench.key()));
        try (var kms = client(new Shy(others, 400, "AccessDeniedException"))) {
            var keys = new KmsEpochKeys(kms, ALIAS);
            var made = keys.make(2);
            assertThat(keys.make(2)).isEqualTo(made);
        }
    }

    @Test
    void aServiceThatFailsIsNotTakenForOthersKeys() {
        bench.alias(ALIAS, withPolicy());
        var others = List.of(Bench.arn(bench.key()), Bench.arn(bench.key()));
        try (var kms = client(new Shy(others, 500, "KMSInternalException"))) {
            assertThatThrownBy(() -> new KmsEpochKeys(kms, ALIAS).make(2)).isInstanceOf(KeyUnavailable.class);
        }
    }
}
