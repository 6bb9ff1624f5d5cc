package dev.lethe.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One text that was sealed once, and everything it was sealed with; bytes in hex.
 *
 * @param subject the person's key; empty where it takes no part
 * @param day the day's key; empty where it takes no part
 * @param okm what HKDF-Expand makes: message key, IV, commitment
 */
record GoldenVector(
        String name,
        String subject,
        String day,
        int kver,
        String salt,
        Label label,
        String info,
        String root,
        String okm,
        String plaintext,
        String sealed) {
    private static final HexFormat HEX = HexFormat.of();

    /** As today's code makes it; what HKDF makes, by hand. */
    static GoldenVector make(String name, String subject, String day, int kver, String salt, Label label, byte[] text) {
        var root = rootKey(subject, day);
        var info = SealedFormat.info(kver, HEX.parseHex(salt), label);
        return new GoldenVector(
                name,
                subject,
                day,
                kver,
                salt,
                label,
                HEX.formatHex(info),
                HEX.formatHex(root.getEncoded()),
                HEX.formatHex(HandHkdf.expand(root.getEncoded(), info, 76)),
                HEX.formatHex(text),
                HEX.formatHex(SealedFormat.seal(root, kver, HEX.parseHex(salt), label, text)
                        .bytes()));
    }

    SecretKey rootKey() {
        return rootKey(subject, day);
    }

    private static SecretKey rootKey(String subject, String day) {
        if (subject.isEmpty() || day.isEmpty()) {
            try (var alone = key(subject + day)) {
                return SealedFormat.root(alone);
            }
        }
        try (var person = key(subject);
                var ending = key(day)) {
            return SealedFormat.root(person, ending);
        }
    }

    private static KeyBytes key(String hex) {
        return new KeyBytes(HEX.parseHex(hex));
    }

    /** Sealed by somebody who has the keys, with a header that says something else: commitment and tag are right. */
    byte[] headed(int version, int suite, int headerKver) throws GeneralSecurityException {
        var made = HEX.parseHex(okm);
        var header = ByteBuffer.allocate(54)
                .put((byte) version)
                .put((byte) suite)
                .putInt(headerKver)
                .put(HEX.parseHex(salt))
                .put(made, 44, 32)
                .array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(made, 0, 32, "AES"), new GCMParameterSpec(128, made, 32, 12));
        cipher.updateAAD(header);
        var text = cipher.doFinal(HEX.parseHex(plaintext));
        return ByteBuffer.allocate(54 + text.length).put(header).put(text).array();
    }

    Map<String, Object> tree() {
        var keys = new LinkedHashMap<String, Object>();
        if (!subject.isEmpty()) {
            keys.put("subject", subject);
        }
        if (!day.isEmpty()) {
            keys.put("day", day);
        }
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", name);
        tree.put("keys", keys);
        tree.put("kver", kver);
        tree.put("salt", salt);
        tree.put("label", Labels.tree(label));
        tree.put("info", info);
        tree.put("root", root);
        tree.put("okm", okm);
        tree.put("plaintext", plaintext);
        tree.put("sealed", sealed);
        return tree;
    }

    static GoldenVector of(Map<?, ?> tree) {
        var keys = (Map<?, ?>) Labels.member(tree, "keys");
        return new GoldenVector(
                Labels.text(tree, "name"),
                keys.containsKey("subject") ? Labels.text(keys, "subject") : "",
                keys.containsKey("day") ? Labels.text(keys, "day") : "",
                (Integer) Labels.member(tree, "kver"),
                Labels.text(tree, "salt"),
                Labels.of((Map<?, ?>) Labels.member(tree, "label")),
                Labels.text(tree, "info"),
                Labels.text(tree, "root"),
                Labels.text(tree, "okm"),
                Labels.text(tree, "plaintext"),
                Labels.text(tree, "sealed"));
    }

    @Override
    public String toString() {
        return name;
    }
}
