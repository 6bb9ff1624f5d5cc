package dev.lethe.infra;

import dev.lethe.api.Access;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardThreatProtectionMode;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolGroup;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.constructs.Construct;

/**
 * Who may call: people, by a sign-in page and a second factor, and programs, by a secret of their own. The clients of programs are
 * made for each tenant by the operator, since a client says whose it is.
 */
final class PeopleStack extends Stack {
    private static final int PASSWORD_MIN = 14;

    /** How long what a token says holds, even where it was taken back meanwhile. */
    private static final Duration TOKEN = Duration.minutes(15);

    /** How long somebody works without signing in anew. */
    private static final Duration SESSION = Duration.hours(8);

    private final UserPool pool;
    private final UserPoolClient console;

    PeopleStack(Construct scope, String id, StackProps props, Deployment deployment) {
        super(scope, id, props);
        this.pool = pool(deployment);
        Arrays.stream(Access.values()).filter(Access::isScope).forEach(this::resourceServer);
        Stream.of(Access.values())
                .filter(access -> access != Access.PUBLIC && !access.isScope())
                .forEach(this::group);
        UserPoolDomain.Builder.create(this, "SignIn")
                .userPool(pool)
                .cognitoDomain(CognitoDomainOptions.builder()
                        .domainPrefix(deployment.loginDomain())
                        .build())
                .build();
        this.console = console(deployment);
        output("UserPoolId", pool.getUserPoolId());
        output("ConsoleClientId", console.getUserPoolClientId());
        output(
                "SignInUrl",
                "https://" + deployment.loginDomain() + ".auth." + deployment.region() + ".amazoncognito.com");
    }

    String issuer() {
        return pool.getUserPoolProviderUrl();
    }

    String consoleClient() {
        return console.getUserPoolClientId();
    }

    private UserPool pool(Deployment deployment) {
        return UserPool.Builder.create(this, "People")
                .userPoolName(deployment.named("people"))
                // Officers and responders are made by the operator.
                .selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build())
                .signInCaseSensitive(false)
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder()
                        .otp(true)
                        .sms(false)
                        .email(false)
                        .build())
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(PASSWORD_MIN)
                        .requireDigits(true)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireSymbols(true)
                        .tempPasswordValidity(Duration.days(3))
                        .build())
                // Only the operator lets somebody in again: a mailbox is no second factor.
                .accountRecovery(AccountRecovery.NONE)
                .featurePlan(FeaturePlan.PLUS)
                .standardThreatProtectionMode(StandardThreatProtectionMode.FULL_FUNCTION)
                .deletionProtection(deployment.guarded())
                .removalPolicy(deployment.guarded() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    /** A scope is written as its resource server and its name. */
    private void resourceServer(Access access) {
        var parts = List.of(access.sign().split("/", 2));
        UserPoolResourceServer.Builder.create(this, "Programs")
                .userPool(pool)
                .identifier(parts.getFirst())
                .userPoolResourceServerName(parts.getFirst())
                .scopes(List.of(ResourceServerScope.Builder.create()
                        .scopeName(parts.getLast())
                        .scopeDescription("What a chatbot may call")
                        .build()))
                .build();
    }

    private void group(Access access) {
        UserPoolGroup.Builder.create(this, MemoryStack.words(access.name()))
                .userPool(pool)
                .groupName(access.sign())
                .build();
    }

    /** For people's consoles in a browser, which can keep no secret: authorisation code, with a proof key. */
    private UserPoolClient console(Deployment deployment) {
        return UserPoolClient.Builder.create(this, "Console")
                .userPool(pool)
                .userPoolClientName(deployment.named("console"))
                .generateSecret(false)
                .authFlows(AuthFlow.builder().build())
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                        .scopes(List.of(OAuthScope.OPENID))
                        .callbackUrls(deployment.callbackUrls())
                        .build())
                .accessTokenValidity(TOKEN)
                .idTokenValidity(TOKEN)
                .refreshTokenValidity(SESSION)
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .build();
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
