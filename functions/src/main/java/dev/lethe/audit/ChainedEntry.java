package dev.lethe.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An entry in its place in a chain. Its hash covers its place, its content and the hash before it, so that no entry can be
 * changed, dropped or inserted without every later hash telling.
 *
 * @param position 1 for the first entry of the chain
 */
public record ChainedEntry(String chain, long position, String previous, Entry entry, String hash) {

    /** Puts an entry at the end of a chain. */
    public static ChainedEntry append(String chain, ChainHead head, Entry entry) {
        var position = head.length() + 1;
        return new ChainedEntry(chain, position, head.hash(), entry, hash(chain, position, head.hash(), entry));
    }

    /** The end of the chain once this entry stands. */
    public ChainHead head() {
        return new ChainHead(position, hash);
    }

    /** Whether this entry is whole and follows {@code head}. */
    public boolean follows(ChainHead head) {
        return position == head.length() + 1
                && previous.equals(head.hash())
                && hash.equals(hash(chain, position, previous, entry));
    }

    private static String hash(String chain, long position, String previous, Entry entry) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, chain);
            add(digest, Long.toString(position));
            add(digest, previous);
            add(digest, entry.action());
            add(digest, entry.actor().value());
            add(digest, entry.at().toString());
            entry.details().forEach((name, value) -> {
                add(digest, name);
                add(digest, value);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException _) {
            throw new IllegalStateException("the JDK has SHA-256");
        }
    }

    /** Each field behind its length, so that no two entries read the same. */
    private static void add(MessageDigest digest, String field) {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
