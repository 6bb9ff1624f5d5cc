package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.api.Fn;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** Every role may do exactly what its function's grants say. Each check is shown to find what it looks for. */
class LeastPrivilegeTest {
    private static final Templates TEMPLATES = Synthesized.templates();
    private static final int ROLE_CHARACTERS_MAX = 10_240;

    /** The prefix may be 15 characters longer than this one's, and a table's id, a UUID, is longer than what stands for it here. */
    private static final int ROOM_FOR_LONGER_NAMES = 1_500;

    private static final String CHECKPOINTS = "arn:aws:s3:::lethe-checkpoints-444455556666-eu-central-1";

    @Test
    void everyRoleMayDoWhatItsGrantsSayAndNothingElse() {
        assertThat(LeastPrivilege.differences(TEMPLATES)).isEmpty();
        assertThat(Permit.ofRoles(TEMPLATES))
                .as("functions, clock, forwarder, operator")
                .hasSize(Fn.values().length + 3);
    }

    /** IAM counts everything but white space (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
    @Test
    void whatARoleMayDoFitsIntoIt() {
        for (var role : TEMPLATES.of("AWS::IAM::Role")) {
            var characters = 0;
            for (var policy : role.properties().path("Policies")) {
                var document = TEMPLATES.sorted(role.stack(), policy.path("PolicyDocument"));
                characters +=
                        new ObjectMapper().valueToTree(document).toString().length();
            }
            assertThat(characters)
                    .as(role.properties().path("RoleName").asText())
                    .isLessThan(ROLE_CHARACTERS_MAX - ROOM_FOR_LONGER_NAMES);
        }
    }

    @Test
    void theOperatorsRoleIsForWhomTheDeploymentNamesWithASecondFactor() {
        var trust = role(TEMPLATES, LeastPrivilege.OPERATOR).path("AssumeRolePolicyDocument");
        var trusted = new ArrayList<String>();
        for (var statement : trust.path("Statement")) {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            assertThat(statement.path("Action").asText()).isEqualTo("sts:AssumeRole");
            assertThat(statement.path("Condition").toString())
                    .isEqualTo("{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}");
            Permit.each(statement.path("Principal").path("AWS")).forEach(arn -> trusted.add(arn.asText()));
        }
        assertThat(trusted)
                .containsExactlyInAnyOrderElementsOf(
                        Synthesized.PROD.operators().principals());
    }

    /** Nobody is named in the example for trying it out. */
    @Test
    void whereNobodyIsNamedThereIsNoRoleOfOperators() throws IOException {
        var asset = Files.createTempFile("functions", ".zip");
        var deployment = DeploymentFile.read(Project.read("infra/config/dev.json"));
        assertThat(new Stacks(new App(), deployment, asset.toString()).all())
                .extracting(Stack::getStackName)
                .contains("lethe-dev-watch")
                .doesNotContain("lethe-dev-operator");
    }

    @Test
    void nothingIsBoundToNothing() {
        assertThat(LeastPrivilege.unbounded(TEMPLATES)).isEmpty();
        assertThat(LeastPrivilege.untagged(TEMPLATES)).isEmpty();
    }

    @Test
    void nobodyMayChangeEvidence() {
        assertThat(LeastPrivilege.changingEvidence(TEMPLATES)).isEmpty();
    }

    @Test
    void onlyWhoCreatesOrShredsKeysMayWriteThem() {
        assertThat(LeastPrivilege.writingKeys(TEMPLATES)).isEmpty();
    }

    @Test
    void onlyTheLegalRoleUsesTheHoldKey() {
        assertThat(LeastPrivilege.openingHolds(TEMPLATES)).isEmpty();
    }

    @Test
    void onlyTheDeliveryTellsOtherSystemsAnything() {
        assertThat(LeastPrivilege.tellingOthers(TEMPLATES)).isEmpty();
        assertThat(LeastPrivilege.tellingOthers(allowing(
                        Fn.CONSENT, "events:PutEvents", "arn:aws:events:eu-central-1:444455556666:event-bus/lethe")))
                .hasSize(1);
    }

    @Test
    void onlyWhoTakesEvidenceOutReadsCheckpoints() {
        assertThat(LeastPrivilege.readingCheckpoints(TEMPLATES)).isEmpty();
        assertThat(Permit.ofRoles(TEMPLATES).get(LeastPrivilege.OPERATOR))
                .contains(
                        new Permit("s3:GetObject", CHECKPOINTS + "/*", "{}"),
                        new Permit("s3:ListBucket", CHECKPOINTS, "{}"));
    }

    @Test
    void aPermissionTooManyIsFound() {
        var broken =
                allowing(Fn.SITE, "dynamodb:Scan", "arn:aws:dynamodb:eu-central-1:444455556666:table/lethe-records");
        assertThat(LeastPrivilege.differences(broken))
                .singleElement()
                .asString()
                .startsWith("lethe-eu-central-1-site more: Permit[action=dynamodb:Scan");
    }

    @Test
    void aPermissionTooFewIsFound() {
        var broken = TEMPLATES.copy();
        statements(broken, Fn.PURGE).remove(0);
        assertThat(LeastPrivilege.differences(broken)).isNotEmpty().allSatisfy(line -> assertThat(line)
                .startsWith("lethe-eu-central-1-purge less: "));
    }

    @Test
    void aConditionThatIsMissingIsFound() {
        var broken = TEMPLATES.copy();
        for (var statement : statements(broken, Fn.CONSENT)) {
            ((ObjectNode) statement).remove("Condition");
        }
        assertThat(LeastPrivilege.differences(broken))
                .anySatisfy(line -> assertThat(line).contains("kms:Decrypt"));
        assertThat(LeastPrivilege.untagged(broken)).hasSize(2);
    }

    @Test
    void policiesAttachedFromElsewhereAreFound() {
        var managed = TEMPLATES.copy();
        role(managed, Fn.SITE).putArray("ManagedPolicyArns").add("arn:aws:iam::aws:policy/AdministratorAccess");
        assertThat(LeastPrivilege.differences(managed)).hasSize(1);
        var attached = TEMPLATES.copy();
        var policy = attached.resources("service").putObject("Attached");
        policy.put("Type", "AWS::IAM::Policy").putObject("Properties").set("PolicyDocument", document("s3:*", "*"));
        assertThat(LeastPrivilege.differences(attached)).hasSize(1);
        assertThat(LeastPrivilege.unbounded(attached)).hasSize(1);
    }

    @Test
    void whatIsAllowedByLeavingSomethingOutIsFound() {
        var broken = TEMPLATES.copy();
        statements(broken, Fn.SITE)
                .addObject()
                .put("Effect", "Allow")
                .put("NotAction", "iam:*")
                .put("Resource", "*");
        assertThat(LeastPrivilege.differences(broken)).isNotEmpty();
    }

    @Test
    void aResourceThatIsAnythingIsFound() {
        assertThat(LeastPrivilege.unbounded(allowing(Fn.SITE, "dynamodb:GetItem", "*")))
                .hasSize(1);
        assertThat(LeastPrivilege.unbounded(allowing(Fn.SITE, "dynamodb:*", "arn:aws:dynamodb:::table/a")))
                .hasSize(1);
        assertThat(LeastPrivilege.unbounded(allowing(Fn.SITE, "s3:GetObject", "arn:aws:s3:::a/*")))
                .hasSize(1);
        assertThat(LeastPrivilege.untagged(
                        allowing(Fn.SITE, "kms:Decrypt", "arn:aws:kms:eu-central-1:444455556666:key/*")))
                .hasSize(1);
    }

    @Test
    void whoMayChangeEvidenceIsFound() {
        assertThat(LeastPrivilege.changingEvidence(allowing(
                        Fn.CONSENT,
                        "dynamodb:UpdateItem",
                        "arn:aws:dynamodb:eu-central-1:444455556666:table/lethe-evidence")))
                .hasSize(1);
    }

    @Test
    void whoMayWriteKeysWithoutCreatingOrSheddingAnyIsFound() {
        assertThat(LeastPrivilege.writingKeys(allowing(
                        Fn.SITE, "dynamodb:PutItem", "arn:aws:dynamodb:eu-central-1:444455556666:table/lethe-keys")))
                .hasSize(1);
    }

    @Test
    void whoMayReadCheckpointsIsFound() {
        assertThat(LeastPrivilege.readingCheckpoints(allowing(Fn.WATCH, "s3:GetObject", CHECKPOINTS + "/*")))
                .hasSize(1);
        assertThat(LeastPrivilege.readingCheckpoints(allowing(Fn.WATCH, "s3:ListBucket", CHECKPOINTS)))
                .hasSize(1);
    }

    @Test
    void whoMayOpenWhatIsHeldIsFound() {
        assertThat(LeastPrivilege.openingHolds(allowing(
                        Fn.CONVERSATION, "kms:Decrypt", "arn:aws:kms:eu-central-1:444455556666:key/alias/lethe-hold")))
                .hasSize(1);
    }

    private static Templates allowing(Fn fn, String action, String resource) {
        var broken = TEMPLATES.copy();
        statements(broken, fn).add(document(action, resource).path("Statement").path(0));
        return broken;
    }

    private static ObjectNode document(String action, String resource) {
        var document = new ObjectMapper().createObjectNode();
        document.putArray("Statement")
                .addObject()
                .put("Effect", "Allow")
                .put("Action", action)
                .put("Resource", resource);
        return document;
    }

    private static ArrayNode statements(Templates templates, Fn fn) {
        return (ArrayNode) role(templates, fn)
                .path("Policies")
                .path(0)
                .path("PolicyDocument")
                .path("Statement");
    }

    private static ObjectNode role(Templates templates, Fn fn) {
        return role(templates, LeastPrivilege.role(fn));
    }

    private static ObjectNode role(Templates templates, String name) {
        return templates.of("AWS::IAM::Role").stream()
                .filter(role -> role.properties().path("RoleName").asText().equals(name))
                .map(role -> (ObjectNode) role.properties())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no role " + name));
    }
}
