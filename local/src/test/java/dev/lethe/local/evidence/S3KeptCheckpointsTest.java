package dev.lethe.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Fn;
import dev.lethe.aws.Clients;
import dev.lethe.local.engine.Permissions;
import dev.lethe.local.objects.LocalObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Every checkpoint of a bucket is read, however many pages their names fill, and none of another bucket; by an operator only. */
class S3KeptCheckpointsTest {
    private static final int MORE_THAN_TWO_PAGES = 2_003;

    private static Clients clients(LocalObjects objects, ClientOverrideConfiguration overrides) {
        return new Clients(
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                Optional.of(objects.endpoint()),
                overrides);
    }

    private static Clients clients(LocalObjects objects, Permissions permissions) {
        return clients(
                objects,
                Clients.timeouts().toBuilder()
                        .addExecutionInterceptor(permissions)
                        .build());
    }

    @Test
    void everyPageIsReadAndNoOtherBucket(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("checkpoints/2026/03"));
        Files.createDirectories(folder.resolve("checkpoints-2"));
        Files.writeString(folder.resolve("checkpoints-2/other.jws"), "another's");
        for (var number = 0; number < MORE_THAN_TWO_PAGES; number++) {
            Files.writeString(folder.resolve("checkpoints/2026/03/" + number + ".jws"), "jws " + number);
        }
        try (var objects = LocalObjects.start(Optional.of(folder))) {
            var clients = clients(objects, Clients.timeouts());
            var read = new ArrayList<String>();
            new S3KeptCheckpoints(clients, "checkpoints").each(read::add);
            assertThat(read)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MORE_THAN_TWO_PAGES)
                            .mapToObj(number -> "jws " + number)
                            .toList());
            read.clear();
            new S3KeptCheckpoints(clients, "none").each(read::add);
            assertThat(read).isEmpty();
        }
    }

    @Test
    void anOperatorReadsCheckpointsAndChangesNoneAndAFunctionDoesNeither() {
        var denials = new Permissions.Denials();
        try (var objects = LocalObjects.start(Optional.empty())) {
            var operator = clients(objects, denials.ofOperator(Map.of()));
            var watch = clients(objects, denials.of(Fn.WATCH, Map.of()));
            new S3KeptCheckpoints(operator, "checkpoints").each(_ -> {});
            assertThat(denials.all()).isEmpty();
            try (var s3 = operator.with(S3Client.builder().forcePathStyle(true)).build()) {
                for (var refused : List.<ThrowingCallable>of(
                        () -> new S3KeptCheckpoints(operator, "another").each(_ -> {}),
                        () -> new S3KeptCheckpoints(watch, "checkpoints").each(_ -> {}),
                        () -> s3.deleteObject(r -> r.bucket("checkpoints").key("a.jws")))) {
                    assertThatThrownBy(refused).isInstanceOf(AwsServiceException.class);
                }
            }
        }
        assertThat(denials.all())
                .containsExactly(
                        "OPERATOR ListBucket another",
                        "WATCH ListBucket checkpoints",
                        "OPERATOR DeleteObject checkpoints");
    }
}
