package dev.lethe.local.kms;

import java.util.Arrays;
import java.util.Optional;

/** What a key is made of, and with that what it is for. A constant is named as the protocol names it. */
enum Spec {
    SYMMETRIC_DEFAULT("ENCRYPT_DECRYPT", "EncryptionAlgorithms", "SYMMETRIC_DEFAULT"),
    ECC_NIST_P256("SIGN_VERIFY", "SigningAlgorithms", "ECDSA_SHA_256");

    private final String usage;
    private final String algorithms;
    private final String algorithm;

    Spec(String usage, String algorithms, String algorithm) {
        this.usage = usage;
        this.algorithms = algorithms;
        this.algorithm = algorithm;
    }

    static Optional<Spec> of(String word) {
        return Arrays.stream(values()).filter(spec -> spec.name().equals(word)).findFirst();
    }

    static boolean isUsage(String word) {
        return Arrays.stream(values()).anyMatch(spec -> spec.usage.equals(word));
    }

    String usage() {
        return usage;
    }

    /** The member of the protocol that lists what keys of this kind can do. */
    String algorithms() {
        return algorithms;
    }

    /** The one algorithm that there is here for keys of this kind. */
    String algorithm() {
        return algorithm;
    }
}
