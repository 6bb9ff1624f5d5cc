package dev.lethe.broken.crypto;

/** Allows. */
public record Permit(String text) {
    public static Permit mint() {
        return new Permit("");
    }
}
