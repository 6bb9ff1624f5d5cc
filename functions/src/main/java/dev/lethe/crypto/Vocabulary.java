package dev.lethe.crypto;

import java.util.Set;

/** Takes single words out of a text, in no order. Pure; works inside the vault, so that whoever asks for them sees no text. */
@FunctionalInterface
public interface Vocabulary {
    Set<String> words(Plaintext text);
}
