package dev.lethe.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** Who may run an operator's commands. It does not fall with the service: whoever restores it needs this. */
final class OperatorStack extends Stack {
    OperatorStack(Construct scope, String id, StackProps props, Deployment deployment, Keys keys, Memory memory) {
        super(scope, id, props);
        Role role = new Roles(deployment, keys, memory).ofOperator(new Construct(this, "Operator"));
        CfnOutput.Builder.create(this, "OperatorRoleArn")
                .value(role.getRoleArn())
                .build();
    }
}
