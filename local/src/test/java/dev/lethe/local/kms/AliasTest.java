package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;

final class AliasTest {
    private final Bench bench = new Bench(KeyFile.inMemory());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aMovedAliasLeavesOldBlobsToTheOldKey() {
        var old = bench.key();
        bench.alias("alias/tenant", old);
        var sealed = bench.dataKey("alias/tenant");
        var next = bench.key();
        var _ = bench.kms.updateAlias(r -> r.aliasName("alias/tenant").targetKeyId(next));
        assertThat(bench.dataKey("alias/tenant").keyId()).isEqualTo(Bench.arn(next));
        assertThat(bench.open(Bench.arn(old), sealed.ciphertextBlob())).isEqualTo(sealed.plaintext());
        assertThat(bench.open(sealed.ciphertextBlob())).isEqualTo(sealed.plaintext());
        assertThatThrownBy(() -> bench.open("alias/tenant", sealed.ciphertextBlob()))
                .isInstanceOf(IncorrectKeyException.class);
    }

    @Test
    void anAliasIsMadeOnceAndMovedOnlyWhenItExists() {
        var key = bench.key();
        bench.alias("alias/a", key);
        assertThatThrownBy(() -> bench.alias("alias/a", key)).isInstanceOf(AlreadyExistsException.class);
        Bench.refused(
                "NotFoundException",
                () -> bench.kms.updateAlias(r -> r.aliasName("alias/b").targetKeyId(key)));
        Bench.refused("ValidationException", () -> bench.alias("alias/c", "alias/a"));
        Bench.refused("InvalidAliasNameException", () -> bench.alias("alias/aws/c", key));
    }

    @Test
    void aliasesAreListedByNameInPages() {
        var key = bench.key();
        var other = bench.key();
        List.of("alias/c", "alias/a", "alias/b").forEach(name -> bench.alias(name, key));
        bench.alias("alias/other", other);
        var first = bench.kms.listAliases(r -> r.limit(3));
        assertThat(first.truncated()).isTrue();
        assertThat(first.aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly("alias/a", "alias/b", "alias/c");
        var last = bench.kms.listAliases(r -> r.limit(3).marker(first.nextMarker()));
        assertThat(last.truncated()).isFalse();
        assertThat(last.nextMarker()).isNull();
        assertThat(last.aliases()).singleElement().satisfies(alias -> {
            assertThat(alias.targetKeyId()).isEqualTo(other);
            assertThat(alias.aliasArn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:alias/other");
            assertThat(alias.lastUpdatedDate()).isEqualTo(Bench.START);
        });
        assertThat(bench.kms.listAliases(r -> r.keyId(key)).aliases()).hasSize(3);
        Bench.refused("InvalidMarkerException", () -> bench.kms.listAliases(r -> r.marker("else")));
    }

    @Test
    void aRemovedAliasIsGoneAndItsKeyIsNot() {
        var key = bench.key();
        bench.alias("alias/a", key);
        bench.alias("alias/b", key);
        var sealed = bench.dataKey("alias/a");
        bench.schedule(key, 7);
        // The state of the key does not matter.
        remove("alias/a");
        assertThat(bench.kms.listAliases().aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly("alias/b");
        Bench.refused("NotFoundException", () -> bench.dataKey("alias/a"));
        Bench.refused("NotFoundException", () -> remove("alias/a"));
        var _ = bench.kms.cancelKeyDeletion(r -> r.keyId(key));
        var _ = bench.kms.enableKey(r -> r.keyId("alias/b"));
        assertThat(bench.open("alias/b", sealed.ciphertextBlob())).isEqualTo(sealed.plaintext());
        bench.alias("alias/a", bench.key());
        assertThatThrownBy(() -> bench.open("alias/a", sealed.ciphertextBlob()))
                .isInstanceOf(IncorrectKeyException.class);
    }

    @Test
    void onlyAnAliasIsRemovedAsOne() {
        var key = bench.key();
        bench.alias("alias/a", key);
        for (var name : List.of("alias/A", "alias/a/", "alias/aa", "alias/aws/kms")) {
            Bench.refused("NotFoundException", () -> remove(name));
        }
        for (var name : List.of("a", "alias/", "alias/a b", key, Bench.arn(key), "alias/" + "a".repeat(251))) {
            Bench.refused("ValidationException", () -> remove(name));
        }
        Bench.refused("ValidationException", () -> bench.kms.deleteAlias(r -> {}));
        assertThat(bench.kms.listAliases().aliases()).hasSize(1);
    }

    private void remove(String name) {
        var _ = bench.kms.deleteAlias(r -> r.aliasName(name));
    }
}
