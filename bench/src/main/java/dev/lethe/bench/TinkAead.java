package dev.lethe.bench;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Tink: an AES-256-GCM keyset for each person, already unwrapped; the label is associated data. */
final class TinkAead implements Contestant {
    private static final byte[] LABEL = Labels.TEXT.getBytes(StandardCharsets.UTF_8);

    private final Aead[] people;

    TinkAead(int people) {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has AES-GCM", e);
        }
        this.people = new Aead[people];
        for (var person = 0; person < people; person++) {
            this.people[person] = keyset();
        }
    }

    private static Aead keyset() {
        try {
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has AES-GCM", e);
        }
    }

    @Override
    public Object seal(int person, Object text) {
        try {
            return people[person].encrypt((byte[]) text, LABEL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink seals", e);
        }
    }

    @Override
    public Object open(int person, Object sealed) {
        try {
            return people[person].decrypt((byte[]) sealed, LABEL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed here opens here", e);
        }
    }

    @Override
    public int overhead(Object sealed, byte[] text) {
        return ((byte[]) sealed).length - text.length;
    }

    @Override
    public long kmsCalls() {
        return 0;
    }
}
