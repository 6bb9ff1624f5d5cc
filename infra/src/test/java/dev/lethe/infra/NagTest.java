package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** AWS's checks of good solutions find nothing but what is accepted here, each for a reason of its own. */
class NagTest {

    /**
     * Something found that stays as it is.
     *
     * @param path of constructs, as an expression
     * @param finding as an expression
     */
    private record Accepted(String path, String finding, String reason) {
        boolean covers(String found) {
            return found.matches(path + ": " + finding);
        }
    }

    private static final List<Accepted> ACCEPTED = List.of(
            new Accepted(
                    "/lethe-first-epoch/Epoch/Resource",
                    "AwsSolutions-KMS5",
                    "The suite replaces this key every month and deletes it; rotation by KMS would keep every version"
                            + " for ever."),
            new Accepted(
                    "/lethe-memory/Checkpoints/Resource",
                    "AwsSolutions-S1",
                    "Who reads checkpoints is in CloudTrail's data events; a bucket of access logs would be one more"
                            + " to protect."),
            new Accepted(
                    "/lethe-service/Api/GET--(health|openapi\\.json|problems--\\{slug\\}|console(--\\{slug\\})?)/Resource",
                    "AwsSolutions-APIG4",
                    "For anyone: whether it answers, what it offers and what its problems mean; there is nobody's data"
                            + " in it."),
            new Accepted(
                    "/lethe-service/Api/GET--v1--public--\\{site\\}--(jwks\\.json|notices--\\{notice\\}(--changes)?|retention-schedule)/Resource",
                    "AwsSolutions-APIG4",
                    "Notices and the keys to check signatures by are read by people who have no token, as the law"
                            + " asks."),
            new Accepted(
                    "/lethe-service/[A-Za-z]+/Role/Resource",
                    "AwsSolutions-IAM5\\[Resource::\\*\\]",
                    "Traces, lists and keys yet to be made belong to no resource; LeastPrivilegeTest names every such"
                            + " action."),
            new Accepted(
                    "/lethe-service/[A-Za-z]+/Role/Resource",
                    "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:kms:eu-central-1:444455556666:key/\\*\\]",
                    "Epochs' keys are made at run time and have no ARN before; a condition on their tag bounds every"
                            + " use."),
            new Accepted(
                    "/lethe-operator/Operator/Role/Resource",
                    "AwsSolutions-IAM5\\[Resource::\\*\\]",
                    "A list of keys, and a key yet to be made, belong to no resource; the same check names these"
                            + " actions."),
            new Accepted(
                    "/lethe-operator/Operator/Role/Resource",
                    "AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:kms:eu-central-1:444455556666:key/\\*\\]",
                    "As of functions: a tag bounds every use of an epoch's key, for an operator as well."),
            new Accepted(
                    "/lethe-operator/Operator/Role/Resource",
                    "AwsSolutions-IAM5\\[Resource::.*-\\*\\]",
                    "A restored copy is called as the operator likes, after the table it is of; nothing is served"
                            + " from it."),
            new Accepted(
                    "/lethe-service/Watch/Role/Resource",
                    "AwsSolutions-IAM5\\[Resource::<Checkpoints[0-9A-F]+\\.Arn>/\\*\\]",
                    "Every checkpoint is an object of its own, named by its content; none that is there can be"
                            + " replaced."),
            new Accepted(
                    "/lethe-operator/Operator/Role/Resource",
                    "AwsSolutions-IAM5\\[Resource::<Checkpoints[0-9A-F]+\\.Arn>/\\*\\]",
                    "An export of evidence takes every checkpoint out, to be compared with every row."),
            new Accepted(
                    "/lethe-service/[A-Za-z]+/Failed/Resource",
                    "AwsSolutions-SQS3",
                    "It is the dead-letter queue itself: of an asynchronous function or a stream, which CDK does not"
                            + " tell."),
            new Accepted(
                    "/lethe-service/Timetable/Missed/Resource",
                    "AwsSolutions-SQS3",
                    "It is the dead-letter queue of the scheduler, whose schedules refer to it by its ARN."));

    @Test
    void nothingIsFoundThatIsNotAccepted() {
        assertThat(found().stream().filter(found -> ACCEPTED.stream().noneMatch(accepted -> accepted.covers(found))))
                .isEmpty();
    }

    @Test
    void nothingIsAcceptedThatIsNotFound() {
        assertThat(ACCEPTED)
                .allSatisfy(accepted -> assertThat(found()).as(accepted.path()).anyMatch(accepted::covers));
        assertThat(ACCEPTED.stream().map(Accepted::reason))
                .doesNotHaveDuplicates()
                .allMatch(r -> r.length() > 30);
    }

    private static List<String> found() {
        var found = new TreeSet<String>();
        Synthesized.told().values().forEach(stack -> stack.properties()
                .forEach(construct -> construct.getValue().forEach(told -> {
                    var finding = told.path("data").asText();
                    if (finding.startsWith("AwsSolutions-") || finding.startsWith("CdkNag")) {
                        found.add(construct.getKey() + ": " + finding.split(": ", 2)[0].trim());
                    }
                })));
        return new ArrayList<>(found);
    }
}
