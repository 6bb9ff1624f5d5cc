package dev.lethe.local.env;

import java.util.SplittableRandom;

/** Texts and bytes that two processes make from the same seed, so that neither has to tell the other. */
final class Words {
    private static final int LETTERS = 32;

    private final long seed;

    Words(long seed) {
        this.seed = seed;
    }

    String text(String name) {
        var random = random(name);
        var text = new StringBuilder();
        for (var i = 0; i < LETTERS; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    byte[] key(String name) {
        var key = new byte[32];
        random(name).nextBytes(key);
        return key;
    }

    private SplittableRandom random(String name) {
        return new SplittableRandom(seed + name.hashCode());
    }
}
