package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

final class KeyringTest {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private final Bench bench = new Bench(KeyFile.inMemory());

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        DescribeKey,         ok,                       ok,                       ok
        GetKeyPolicy,        ok,                       ok,                       ok
        CreateAlias,         ok,                       ok,                       KMSInvalidStateException
        UpdateAlias,         ok,                       ok,                       KMSInvalidStateException
        ListAliases,         ok,                       ok,                       ok
        EnableKey,           ok,                       ok,                       KMSInvalidStateException
        DisableKey,          ok,                       ok,                       KMSInvalidStateException
        ScheduleKeyDeletion, ok,                       ok,                       KMSInvalidStateException
        CancelKeyDeletion,   KMSInvalidStateException, KMSInvalidStateException, ok
        GenerateDataKey,     ok,                       DisabledException,        KMSInvalidStateException
        Decrypt,             ok,                       DisabledException,        KMSInvalidStateException
        DecryptNamed,        ok,                       DisabledException,        KMSInvalidStateException
        ReEncryptFrom,       ok,                       DisabledException,        KMSInvalidStateException
        ReEncryptFromNamed,  ok,                       DisabledException,        KMSInvalidStateException
        ReEncryptTo,         ok,                       DisabledException,        KMSInvalidStateException
        ListResourceTags,    ok,                       ok,                       ok
        TagResource,         ok,                       ok,                       KMSInvalidStateException
        UntagResource,       ok,                       ok,                       KMSInvalidStateException
        Sign,                ok,                       DisabledException,        KMSInvalidStateException
        GetPublicKey,        ok,                       DisabledException,        KMSInvalidStateException
        """)
    void whatAKeyDoesDependsOnItsState(String operation, String enabled, String disabled, String pending) {
        bench.alias("alias/other", bench.key());
        expect("Enabled", operation, enabled);
        expect("Disabled", operation, disabled);
        expect("PendingDeletion", operation, pending);
        expect("gone", operation, "NotFoundException");
    }

    private void expect(String state, String operation, String outcome) {
        var signs = Set.of("Sign", "GetPublicKey").contains(operation);
        var key = signs ? bench.signingKey() : bench.key();
        var blob = bench.dataKey(signs || operation.equals("ReEncryptTo") ? bench.key() : key)
                .ciphertextBlob();
        put(key, state);
        if (outcome.equals("ok")) {
            perform(operation, key, blob);
        } else {
            Bench.refused(outcome, () -> perform(operation, key, blob));
        }
    }

    private void put(String key, String state) {
        switch (state) {
            case "Enabled" -> {}
            case "Disabled" -> bench.disable(key);
            case "PendingDeletion" -> bench.schedule(key, 7);
            default -> bench.destroy(key);
        }
    }

    private void perform(String operation, String key, SdkBytes blob) {
        var kms = bench.kms;
        Object _ =
                switch (operation) {
                    case "DescribeKey" -> kms.describeKey(r -> r.keyId(key));
                    case "GetKeyPolicy" -> kms.getKeyPolicy(r -> r.keyId(key));
                    case "CreateAlias" ->
                        kms.createAlias(r -> r.aliasName("alias/" + key).targetKeyId(key));
                    case "UpdateAlias" ->
                        kms.updateAlias(r -> r.aliasName("alias/other").targetKeyId(key));
                    case "ListAliases" -> kms.listAliases(r -> r.keyId(key));
                    case "EnableKey" -> kms.enableKey(r -> r.keyId(key));
                    case "DisableKey" -> kms.disableKey(r -> r.keyId(key));
                    case "ScheduleKeyDeletion" -> kms.scheduleKeyDeletion(r -> r.keyId(key));
                    case "CancelKeyDeletion" -> kms.cancelKeyDeletion(r -> r.keyId(key));
                    case "GenerateDataKey" -> bench.dataKey(key);
                    case "Decrypt" -> bench.open(blob);
                    case "DecryptNamed" -> bench.open(key, blob);
                    case "ReEncryptFrom" -> bench.move(blob, bench.key());
                    case "ReEncryptFromNamed" -> {
                        var to = bench.key();
                        yield kms.reEncrypt(r -> r.sourceKeyId(key)
                                .ciphertextBlob(blob)
                                .sourceEncryptionContext(Bench.CONTEXT)
                                .destinationKeyId(to));
                    }
                    case "ReEncryptTo" -> bench.move(blob, key);
                    case "ListResourceTags" -> kms.listResourceTags(r -> r.keyId(key));
                    case "TagResource" -> kms.tagResource(r -> r.keyId(key).tags(Bench.tag("a", "1")));
                    case "UntagResource" -> kms.untagResource(r -> r.keyId(key).tagKeys("a"));
                    case "Sign" -> bench.sign(key, "m");
                    case "GetPublicKey" -> kms.getPublicKey(r -> r.keyId(key));
                    default -> throw new IllegalArgumentException(operation);
                };
    }

    @Test
    void refusalsAreTheTypesOfTheSdk() {
        var key = bench.key();
        var blob = bench.dataKey(key).ciphertextBlob();
        bench.disable(key);
        assertThatThrownBy(() -> bench.dataKey(key)).isInstanceOf(DisabledException.class);
        bench.schedule(key, 7);
        assertThatThrownBy(() -> bench.open(blob)).isInstanceOf(KmsInvalidStateException.class);
        assertThatThrownBy(() -> bench.dataKey(UNKNOWN)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aKeyIsDescribedAsItIs() {
        var made = bench.kms
                .createKey(r -> r.description("for tests").tags(Bench.tag("a", "")))
                .keyMetadata();
        assertThat(made.arn()).isEqualTo(Bench.arn(made.keyId()));
        assertThat(made.creationDate()).isEqualTo(Bench.START);
        assertThat(made.description()).isEqualTo("for tests");
        assertThat(made.enabled()).isTrue();
        bench.schedule(made.keyId(), 9);
        var pending = bench.kms.describeKey(r -> r.keyId(made.keyId())).keyMetadata();
        assertThat(pending.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(pending.deletionDate()).isEqualTo(Bench.START.plus(Duration.ofDays(9)));
        assertThat(pending.enabled()).isFalse();
    }

    @Test
    void everyKeyButADestroyedOneIsListedInPages() {
        var enabled = bench.key();
        var signing = bench.signingKey();
        var disabled = bench.key();
        bench.disable(disabled);
        var destroyed = bench.key();
        bench.destroy(destroyed);
        var pending = bench.key();
        bench.schedule(pending, 7);
        var expected = Stream.of(enabled, signing, disabled, pending).sorted().toList();
        for (var limit = 1; limit <= 5; limit++) {
            var size = limit;
            var pages = bench.kms.listKeysPaginator(r -> r.limit(size)).stream().toList();
            assertThat(pages).hasSize((4 + size - 1) / size);
            assertThat(pages.stream().flatMap(page -> page.keys().stream()).map(KeyListEntry::keyId))
                    .containsExactlyElementsOf(expected);
            assertThat(pages.getLast().truncated()).isFalse();
            assertThat(pages.getLast().nextMarker()).isNull();
        }
        assertThat(bench.kms.listKeys().keys())
                .extracting(KeyListEntry::keyArn)
                .containsExactlyElementsOf(expected.stream().map(Bench::arn).toList());
    }

    @Test
    void aPageOfKeysHasBoundsAndAMarkerAForm() {
        var first = bench.key();
        for (var limit : List.of(-1, 0, 1001)) {
            Bench.refused("ValidationException", () -> bench.kms.listKeys(r -> r.limit(limit)));
        }
        assertThat(bench.kms.listKeys(r -> r.limit(1000)).keys()).hasSize(1);
        for (var marker : List.of("else", Bench.arn(first), first + " ", "f".repeat(1024))) {
            Bench.refused("InvalidMarkerException", () -> bench.kms.listKeys(r -> r.marker(marker)));
        }
        Bench.refused("ValidationException", () -> bench.kms.listKeys(r -> r.marker("f".repeat(1025))));
        // The key of a marker may be gone by the time the next page is asked for.
        bench.destroy(first);
        assertThat(bench.kms
                        .listKeys(r -> r.marker("00000000-0000-0000-0000-000000000000"))
                        .keys())
                .isEmpty();
        var next = bench.key();
        assertThat(bench.kms.listKeys(r -> r.marker(first)).keys()).hasSize(next.compareTo(first) > 0 ? 1 : 0);
    }

    @Test
    void aKeyAnswersToItsIdItsArnAndItsAliases() {
        var key = bench.key();
        bench.alias("alias/a/b_c-1", key);
        var arn = Bench.arn(key);
        for (var name : List.of(key, arn, "alias/a/b_c-1", arn.replace("key/" + key, "alias/a/b_c-1"))) {
            var made = bench.dataKey(name);
            assertThat(made.keyId()).isEqualTo(arn);
            assertThat(bench.open(name, made.ciphertextBlob())).isEqualTo(made.plaintext());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNKNOWN,
                "alias/none",
                "alias/",
                "none",
                "1-1-1-1-1",
                "arn:aws:kms:us-east-1:000000000000:alias/none",
                "arn:aws:kms:us-east-1:000000000000:",
                "arn:aws:kms:us-east-1:000000000000:key/" + UNKNOWN
            })
    void whatHasNoKeyIsNotFound(String name) {
        Bench.refused("NotFoundException", () -> bench.dataKey(name));
    }

    @Test
    void anIdWrittenOtherwiseIsNoId() {
        var key = bench.key();
        var arn = Bench.arn(key);
        for (var name : List.of(
                " " + key,
                "key/" + key,
                arn.replace("key/", ""),
                arn.replace("us-east-1", "eu-west-1"),
                arn.replace("000000000000", "111111111111"))) {
            Bench.refused("NotFoundException", () -> bench.dataKey(name));
        }
    }

    @Test
    void aCancelledDeletionLeavesTheKeyDisabled() {
        var key = bench.key();
        var sealed = bench.dataKey(key);
        bench.schedule(key, 7);
        bench.pass(Duration.ofDays(7).minusMillis(1));
        assertThat(bench.kms.cancelKeyDeletion(r -> r.keyId(key)).keyId()).isEqualTo(Bench.arn(key));
        Bench.refused("DisabledException", () -> bench.open(sealed.ciphertextBlob()));
        bench.pass(Duration.ofDays(300));
        var _ = bench.kms.enableKey(r -> r.keyId(key));
        assertThat(bench.open(sealed.ciphertextBlob())).isEqualTo(sealed.plaintext());
    }

    @Test
    void aDeletionWaitsThirtyDaysUnlessToldOtherwise() {
        var key = bench.key();
        var answer = bench.kms.scheduleKeyDeletion(r -> r.keyId(key));
        assertThat(answer.pendingWindowInDays()).isEqualTo(30);
        assertThat(answer.deletionDate()).isEqualTo(Bench.START.plus(Duration.ofDays(30)));
        assertThat(answer.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        for (var days : List.of(-1, 0, 6, 31)) {
            Bench.refused("ValidationException", () -> bench.schedule(bench.key(), days));
        }
    }

    @Test
    void aDeletedKeyTakesItsAliasesAlongAndStaysGone() {
        var key = bench.key();
        bench.alias("alias/a", key);
        var blob = bench.dataKey(key).ciphertextBlob();
        bench.schedule(key, 7);
        bench.pass(Duration.ofDays(8));
        Bench.refused("NotFoundException", () -> bench.open(blob));
        bench.pass(Duration.ofDays(-8));
        Bench.refused("NotFoundException", () -> bench.open(blob));
        Bench.refused("NotFoundException", () -> bench.kms.cancelKeyDeletion(r -> r.keyId(key)));
        assertThat(bench.kms.listAliases().aliases()).isEmpty();
        bench.alias("alias/a", bench.key());
        Bench.refused("NotFoundException", () -> bench.open("alias/a", blob));
    }
}
