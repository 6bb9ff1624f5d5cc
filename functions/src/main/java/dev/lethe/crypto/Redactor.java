package dev.lethe.crypto;

/** Takes out of a text what tells who somebody is. Pure; works inside the vault, so that whoever asks for it sees no text. */
@FunctionalInterface
public interface Redactor {
    Plaintext redact(Plaintext text);
}
