package dev.lethe.broken.crypto;

/** Opens. */
public record Vault(String text) {
    public String open() {
        return text;
    }

    public String openEvidence() {
        return text;
    }

    public String openForDay() {
        return text;
    }

    public String openHeld() {
        return text;
    }

    public String words() {
        return text;
    }
}
