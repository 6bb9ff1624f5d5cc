package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.api.Fn;
import dev.lethe.api.MasterKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keys' own policies let through, even of somebody whom IAM allows everything. */
class KeyPoliciesTest {
    private static final Templates TEMPLATES = Synthesized.templates();
    private static final String ADMINISTRATOR = "arn:aws:iam::444455556666:role/administrator";
    private static final String ELSEWHERE = "arn:aws:iam::999988887777:role/somebody";
    private static final List<String> WRAPPING =
            List.of("kms:GenerateDataKey", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SIGNATURE")
    void aKeyWrapsWhatIsItsOwn(MasterKey key) {
        for (var kind : key.kinds()) {
            assertThat(WRAPPING)
                    .allMatch(action -> decision(key, legal(), context(kind)).allows(action));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SIGNATURE")
    void withoutItsWholeContextItDoesNothing(MasterKey key) {
        var whole = context(key.kinds().getFirst());
        for (var name : MasterKey.CONTEXT) {
            var less = new TreeMap<>(whole);
            less.remove("kms:EncryptionContext:" + name);
            less.put("kms:EncryptionContextKeys", without(name));
            assertThat(WRAPPING).as(name).noneMatch(action -> decision(key, legal(), less)
                    .allows(action));
        }
        var more = new TreeMap<>(whole);
        more.put("kms:EncryptionContextKeys", List.of("app", "tenant", "kind", "id", "kver", "tbl", "note"));
        assertThat(WRAPPING).noneMatch(action -> decision(key, legal(), more).allows(action));
        assertThat(WRAPPING)
                .noneMatch(action -> decision(key, legal(), Map.of()).allows(action));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SIGNATURE")
    void itWrapsForNobodyElse(MasterKey key) {
        var another = new TreeMap<>(context(key.kinds().getFirst()));
        another.put("kms:EncryptionContext:app", "another");
        assertThat(WRAPPING).noneMatch(action -> decision(key, legal(), another).allows(action));
        for (var other : MasterKey.values()) {
            for (var kind : other.kinds()) {
                assertThat(WRAPPING)
                        .noneMatch(action -> other != key
                                && decision(key, legal(), context(kind)).allows(action));
            }
        }
        assertThat(WRAPPING).noneMatch(action -> decision(
                        key, ELSEWHERE, context(key.kinds().getFirst()))
                .allows(action));
    }

    @ParameterizedTest
    @EnumSource
    void administratorsLookAfterKeysAndUseNone(MasterKey key) {
        var decision = decision(key, ADMINISTRATOR, Map.of());
        assertThat(List.of("kms:PutKeyPolicy", "kms:DescribeKey", "kms:ScheduleKeyDeletion"))
                .allMatch(decision::allows);
        assertThat(List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"))
                .noneMatch(decision::allows);
    }

    @Test
    void theHoldKeyIsForTheLegalRole() {
        for (var fn : Fn.values()) {
            var allowed = fn == Fn.HOLD || fn == Fn.HOLDING;
            var decision = decision(MasterKey.HOLD, role(fn), context("hold"));
            assertThat(decision.allows("kms:Decrypt")).as(fn.name()).isEqualTo(allowed);
            assertThat(decision.allows("kms:GenerateDataKey")).as(fn.name()).isEqualTo(allowed);
        }
        var operator = "arn:aws:iam::444455556666:role/" + LeastPrivilege.OPERATOR;
        assertThat(decision(MasterKey.HOLD, operator, context("hold")).allows("kms:Decrypt"))
                .isTrue();
        assertThat(decision(MasterKey.HOLD, ADMINISTRATOR, context("hold")).allows("kms:Decrypt"))
                .isFalse();
        assertThat(decision(MasterKey.HOLD, "arn:aws:iam::444455556666:user/privacy-operator", context("hold"))
                        .allows("kms:Decrypt"))
                .as("who has not assumed the role")
                .isFalse();
    }

    /** A restore does as a deployment says, which it learns here. */
    @Test
    void keysThatStaySayWhetherTheDeploymentIsGuarded() {
        var keys = TEMPLATES.of("AWS::KMS::Key").stream()
                .filter(key -> key.stack().equals("keys"))
                .toList();
        assertThat(keys).hasSize(5).allSatisfy(key -> assertThat(
                        key.properties().path("Tags").toString())
                .contains("{\"Key\":\"" + MasterKey.GUARDED_TAG + "\",\"Value\":\"true\"}"));
    }

    @Test
    void whatIsHeldIsNeverWrappedUnderAnotherKey() {
        var another = new TreeMap<>(context("hold"));
        another.put("kms:ReEncryptOnSameKey", "false");
        assertThat(decision(MasterKey.HOLD, legal(), another).allows("kms:ReEncryptFrom"))
                .isFalse();
        another.put("kms:ReEncryptOnSameKey", "true");
        assertThat(decision(MasterKey.HOLD, legal(), another).allows("kms:ReEncryptFrom"))
                .isTrue();
    }

    @Test
    void certificatesAreSignedAsDigestsOnly() {
        var digest = Map.<String, Object>of("kms:SigningAlgorithm", "ECDSA_SHA_256", "kms:MessageType", "DIGEST");
        assertThat(decision(MasterKey.SIGNATURE, role(Fn.CERTIFICATE), digest).allows("kms:Sign"))
                .isTrue();
        assertThat(decision(MasterKey.SIGNATURE, role(Fn.CERTIFICATE), Map.of()).allows("kms:Sign"))
                .isFalse();
        assertThat(decision(MasterKey.SIGNATURE, role(Fn.CERTIFICATE), Map.of()).allows("kms:GetPublicKey"))
                .isTrue();
        assertThat(decision(MasterKey.SIGNATURE, ELSEWHERE, digest).allows("kms:Sign"))
                .isFalse();
    }

    @Test
    void noOtherKeyCanBeTaggedAsAnEpochs() {
        var tagging = Map.<String, Object>of("aws:TagKeys", List.of(MasterKey.ALIAS_TAG));
        for (var alias : List.of("lethe-pseudonym", "lethe-hold", "lethe-signature", "lethe-tables", "lethe-logs")) {
            assertThat(decision("keys", alias, ADMINISTRATOR, tagging).allows("kms:TagResource"))
                    .as(alias)
                    .isFalse();
            assertThat(decision("keys", alias, ADMINISTRATOR, Map.of()).allows("kms:TagResource"))
                    .as(alias)
                    .isTrue();
        }
        assertThat(decision(MasterKey.EPOCH, ADMINISTRATOR, tagging).allows("kms:TagResource"))
                .isTrue();
    }

    @Test
    void tablesAreReadThroughDynamoOnlyAndOnlyOurs() {
        var read = new TreeMap<String, Object>(Map.of(
                "kms:CallerAccount", "444455556666",
                "kms:ViaService", "dynamodb.eu-central-1.amazonaws.com",
                "kms:EncryptionContext:aws:dynamodb:tableName", "lethe-records-restored",
                "kms:EncryptionContext:aws:dynamodb:subscriberId", "444455556666"));
        assertThat(tables(read)).isTrue();
        for (var name : List.copyOf(read.keySet())) {
            var other = new TreeMap<>(read);
            other.put(name, "another");
            assertThat(tables(other)).as(name).isFalse();
            other.remove(name);
            assertThat(tables(other)).as(name).isFalse();
        }
    }

    private static boolean tables(Map<String, Object> keys) {
        return decision("keys", "lethe-tables", role(Fn.SITE), keys).allows("kms:Decrypt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudwatch.amazonaws.com", "events.amazonaws.com"})
    void alarmsAndEscalationsReachTheTopicThroughItsKey(String service) {
        var topic = Map.<String, Object>of(
                "kms:EncryptionContext:aws:sns:topicArn", "arn:aws:sns:eu-central-1:444455556666:lethe-alarms");
        assertThat(decision("keys", "lethe-logs", service, topic).allows("kms:GenerateDataKey"))
                .isTrue();
        assertThat(decision("keys", "lethe-logs", service, Map.of()).allows("kms:GenerateDataKey"))
                .isFalse();
    }

    @Test
    void logsAreWrittenToOurGroupsOnly() {
        var logs = "logs.eu-central-1.amazonaws.com";
        var group = "arn:aws:logs:eu-central-1:444455556666:log-group:";
        for (var name : List.of("/aws/lambda/lethe-site", "/aws/vendedlogs/lethe-api")) {
            assertThat(decision("keys", "lethe-logs", logs, Map.of("kms:EncryptionContext:aws:logs:arn", group + name))
                            .allows("kms:Encrypt"))
                    .isTrue();
        }
        assertThat(decision("keys", "lethe-logs", logs, Map.of("kms:EncryptionContext:aws:logs:arn", group + "other"))
                        .allows("kms:Encrypt"))
                .isFalse();
    }

    /** What this test is worth: a policy that says less is seen to. */
    @Test
    void aPolicyWithoutItsConditionsIsSeen() {
        var broken = TEMPLATES.copy();
        var policy = policy(broken, "keys", "lethe-hold");
        for (var statement : policy.path("Statement")) {
            ((ObjectNode) statement).remove("Condition");
            ((ObjectNode) statement).put("Effect", "Allow");
        }
        assertThat(new Decision(broken, "keys", policy, ADMINISTRATOR, Map.of()).allows("kms:Decrypt"))
                .isTrue();
    }

    private static Map<String, Object> context(String kind) {
        return new TreeMap<>(Map.of(
                "kms:EncryptionContext:app", "lethe",
                "kms:EncryptionContext:tenant", "shop",
                "kms:EncryptionContext:kind", kind,
                "kms:EncryptionContext:id", "aaaa",
                "kms:EncryptionContext:kver", "1",
                "kms:EncryptionContext:tbl", "id-of-lethe-keys",
                "kms:EncryptionContextKeys", MasterKey.CONTEXT,
                "aws:PrincipalArn", ""));
    }

    private static List<String> without(String name) {
        return MasterKey.CONTEXT.stream().filter(other -> !other.equals(name)).toList();
    }

    private static String legal() {
        return role(Fn.HOLD);
    }

    private static String role(Fn fn) {
        return "arn:aws:iam::444455556666:role/" + LeastPrivilege.role(fn);
    }

    private static Decision decision(MasterKey key, String principal, Map<String, Object> keys) {
        return decision(
                key == MasterKey.EPOCH ? "first-epoch" : "keys",
                key.alias("lethe").substring(6),
                principal,
                keys);
    }

    private static Decision decision(String stack, String alias, String principal, Map<String, Object> keys) {
        var whose = new TreeMap<>(keys);
        whose.put("aws:PrincipalArn", principal);
        return new Decision(TEMPLATES, stack, policy(TEMPLATES, stack, alias), principal, whose);
    }

    private static JsonNode policy(Templates templates, String stack, String alias) {
        return templates.of("AWS::KMS::Alias").stream()
                .filter(one -> one.properties().path("AliasName").asText().equals("alias/" + alias))
                .map(one -> templates
                        .resources(stack)
                        .path(one.properties()
                                .path("TargetKeyId")
                                .path("Fn::GetAtt")
                                .path(0)
                                .asText())
                        .path("Properties")
                        .path("KeyPolicy"))
                .findFirst()
                .orElseThrow();
    }
}
