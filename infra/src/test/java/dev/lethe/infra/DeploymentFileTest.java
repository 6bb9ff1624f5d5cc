package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment's file is taken as a whole, or refused with the name of each field that is wrong. */
class DeploymentFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theExamplesAreRead() {
        var dev = DeploymentFile.read(Project.read("infra/config/dev.json"));
        assertThat(dev.guarded()).isFalse();
        assertThat(dev.alarmMail()).isEmpty();
        var prod = DeploymentFile.read(Project.read("infra/config/prod.json"));
        assertThat(prod.guarded()).isTrue();
        assertThat(prod.lock()).isEqualTo(new Deployment.Lock(true, 365));
        assertThat(prod.alarmMail()).isEqualTo(Optional.of("privacy-alarms@example.com"));
        assertThat(prod.tags()).containsEntry("owner", "privacy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        prefix              | ""
        prefix              | "Upper"
        prefix              | "a--b"
        prefix              | "a-"
        prefix              | "abcdefghijklmnopqrstu"
        prefix              | 7
        account             | "12345678901"
        account             | 123456789012
        region              | "Frankfurt"
        guarded             | "true"
        logDays             | 8
        logDays             | "7"
        lock                | {"mode":"never","days":1}
        lock                | {"mode":"compliance"}
        lock                | []
        lock.days           | {"mode":"compliance","days":0}
        reservedConcurrency | 1
        requestsPerSecond   | 0
        requestsPerSecond   | 10001
        requestsBurst       | 1.5
        loginDomain         | "a.b"
        callbackUrls        | []
        callbackUrls        | ["http://example.com/"]
        callbackUrls        | ["https://a.example/","https://a.example/"]
        callbackUrls        | "https://a.example/"
        clients             | ["a b"]
        clients             | [7]
        operators           | []
        operators           | {"principals":[]}
        operators           | {"principals":[],"secondFactor":true,"more":1}
        alarmMail           | "nobody"
        alarmMail           | null
        regimes             | "no/such/directory"
        regimes             | 7
        tags                | {"aws:mine":"x"}
        tags                | {"lethe:alias":"x"}
        tags                | {"a":"<b>"}
        tags                | []
        """)
    void aWrongFieldIsNamed(String field, String value) {
        var tree = dev();
        set(tree, field.equals("lock.days") ? "lock" : field, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeploymentFile.read(tree.toString()))
                .withMessageStartingWith("Wrong in the deployment's file: " + field + " (");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        principals   | ["arn:aws:iam::444455556666:root"]
        principals   | ["*"]
        principals   | "arn:aws:iam::444455556666:user/somebody"
        principals   | ["arn:aws:iam::444455556666:user/a","arn:aws:iam::444455556666:user/a"]
        secondFactor | "true"
        """)
    void whoIsNoPrincipalIsNoOperator(String field, String value) {
        var tree = dev();
        set((ObjectNode) tree.path("operators"), field, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeploymentFile.read(tree.toString()))
                .withMessageStartingWith("Wrong in the deployment's file: operators." + field + " (");
    }

    @Test
    void everyFieldThatIsMissingIsNamed() {
        var names =
                dev().properties().stream().map(field -> field.getKey() + " (").toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeploymentFile.read("{}"))
                .satisfies(e -> assertThat(e.getMessage()).contains(names));
    }

    @Test
    void aFieldThatNobodyReadsIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeploymentFile.read(dev().put("guarde", true).toString()))
                .withMessageContaining("guarde (there is no such field)");
    }

    @Test
    void moreClientsThanTheGatewayTakesAreRefused() {
        var tree = dev();
        var clients = tree.putArray("clients");
        for (var i = 0; i < DeploymentFile.CLIENTS_MAX; i++) {
            clients.add("client" + i);
        }
        assertThat(DeploymentFile.read(tree.toString()).clients()).hasSize(DeploymentFile.CLIENTS_MAX);
        clients.add("more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeploymentFile.read(tree.toString()))
                .withMessageContaining("clients (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "secret"})
    void whatIsNoObjectIsRefusedAndNotQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeploymentFile.read(text))
                .withMessageStartingWith("The deployment's file is not")
                .withMessageNotContaining("secret");
    }

    private static ObjectNode dev() {
        try {
            return (ObjectNode) JSON.readTree(Project.read("infra/config/dev.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(ObjectNode tree, String field, String value) {
        try {
            tree.set(field, JSON.readTree(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
