package dev.lethe.broken.crypto;

/** Opens. */
public record Vault(String text) {
    public String open() {
        return text;
    }
}
