package dev.lethe.crypto;

import dev.lethe.kernel.Base32;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.PlatformAccount;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for people, conversations and messages that tell nothing without the tenant's own key: HMAC-SHA-256, truncated to
 * 128 bits. A platform's own ids leak (a WhatsApp message id holds a phone number, a Telegram private chat is named by its
 * user's id), so they stand in no key, path, log line or piece of evidence.
 */
public final class Pseudonyms {
    private static final int VERSION = 1;
    private static final int LENGTH = 16;
    private static final int ATTEMPTS_MAX = 2;
    private static final int TENANTS_MAX = 10_000;

    private final KeyWrap wrap;
    private final KeyRows rows;
    private final UnwrapCache cache;
    private final InstantSource clock;
    private final Map<Tenant, WrappedKey> known = new ConcurrentHashMap<>();
    private final Flights<Tenant, WrappedKey> flights = new Flights<>();

    public Pseudonyms(KeyWrap wrap, KeyRows rows, UnwrapCache cache, InstantSource clock) {
        this.wrap = wrap;
        this.rows = rows;
        this.cache = cache;
        this.clock = clock;
    }

    /** The tenant's names, for one request. */
    public OfTenant of(Tenant tenant) {
        var name = KeyName.pseudonym(tenant, VERSION);
        var wrapped = wrapped(tenant, name);
        try (var key = cache.get(wrapped, name, () -> wrap.unwrap(wrapped, name))) {
            return new OfTenant(key.as("HmacSHA256"));
        }
    }

    private WrappedKey wrapped(Tenant tenant, KeyName name) {
        var here = known.get(tenant);
        return here != null ? here : flights.share(tenant, () -> findOrMake(tenant, name));
    }

    /** Forgets which tenants' keys were read. */
    public void forget() {
        known.clear();
    }

    private WrappedKey findOrMake(Tenant tenant, KeyName name) {
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var stored = rows.tenantKey(name);
            if (stored.isPresent()) {
                if (known.size() >= TENANTS_MAX) {
                    known.clear();
                }
                known.put(tenant, stored.get());
                return stored.get();
            }
            var generated = wrap.generate(name);
            generated.key().close();
            rows.createTenantKey(name, generated.wrapped(), clock.instant());
        }
        throw new IllegalStateException("a pseudonym key that was put is there");
    }

    /** One tenant's names. */
    public static final class OfTenant {
        private final SecretKeySpec key;

        OfTenant(SecretKeySpec key) {
            this.key = key;
        }

        public SubjectId subject(PlatformAccount account) {
            return new SubjectId("sub" + VERSION + "_"
                    + name(fields("subject").add(account.channel().value()).add(account.userId())));
        }

        public ConversationId conversation(Channel channel, String platformId) {
            return new ConversationId(
                    "cnv_" + name(fields("conversation").add(channel.value()).add(platformId)));
        }

        public MessageId message(Channel channel, String conversation, String platformId) {
            return new MessageId("msg_"
                    + name(fields("message")
                            .add(channel.value())
                            .add(conversation)
                            .add(platformId)));
        }

        /** A client's idempotency key, which is text of its own making. */
        public String idempotency(ClientId client, String clientKey) {
            return name(fields("idempotency").add(client.value()).add(clientKey));
        }

        /** A digest of content that can be compared but not guessed at. */
        public String digest(byte[]... parts) {
            var fields = fields("digest");
            for (var part : parts) {
                fields.add(part);
            }
            return name(fields);
        }

        /** A tag that shows a text was made here, for {@code use} only. */
        public byte[] tag(String use, byte[] text) {
            return mac(fields("tag").add(use).add(text));
        }

        private static Fields fields(String domain) {
            return new Fields().add(domain);
        }

        private String name(Fields fields) {
            return Base32.encode(mac(fields));
        }

        private byte[] mac(Fields fields) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return Arrays.copyOf(mac.doFinal(fields.bytes()), LENGTH);
            } catch (GeneralSecurityException _) {
                throw new IllegalStateException("the JDK has HmacSHA256");
            }
        }

        @Override
        public String toString() {
            return "OfTenant[redacted]";
        }
    }
}
