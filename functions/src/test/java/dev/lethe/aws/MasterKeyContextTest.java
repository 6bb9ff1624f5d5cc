package dev.lethe.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.MasterKey;
import dev.lethe.crypto.KeyName;
import dev.lethe.kernel.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policies of the keys ask for what is really sent: they are made from what {@code api} says of it. */
class MasterKeyContextTest {

    @ParameterizedTest
    @EnumSource
    void everyKindIsBoundToWhatPoliciesAskFor(KeyName.Kind kind) {
        var word = kind.name().toLowerCase(Locale.ROOT);
        var sent = KmsKeyWrap.context(new KeyName(new Tenant("shop"), kind, "id", 1), "table");
        assertThat(sent).containsOnlyKeys(MasterKey.CONTEXT);
        assertThat(sent).containsEntry("app", MasterKey.APP).containsEntry("kind", word);
        assertThat(wrapping(word)).containsExactly(KmsKeyWrap.master(kind));
    }

    private static List<MasterKey> wrapping(String kind) {
        return Arrays.stream(MasterKey.values())
                .filter(key -> key.kinds().contains(kind))
                .toList();
    }
}
