package dev.lethe.lambda;

import dev.lethe.kernel.Base32;
import dev.lethe.kernel.Ids;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Ids from a generator; a secure one wherever they have to be unguessable. Sortable ones are ULIDs in lower case. */
public final class RandomIds implements Ids {
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;
    private static final int BITS = 5;

    private final RandomGenerator random;

    public RandomIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String random() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return Base32.encode(bytes);
    }

    @Override
    public String sortable(Instant now) {
        var text = new StringBuilder(TIME_CHARACTERS + RANDOM_CHARACTERS);
        var millis = now.toEpochMilli();
        for (var i = TIME_CHARACTERS - 1; i >= 0; i--) {
            text.append(CROCKFORD.charAt((int) (millis >>> (i * BITS)) & 31));
        }
        for (var i = 0; i < RANDOM_CHARACTERS; i++) {
            text.append(CROCKFORD.charAt(random.nextInt(CROCKFORD.length())));
        }
        return text.toString();
    }

    @Override
    public ReceiptId receipt(Instant now) {
        return new ReceiptId("rcp_" + sortable(now));
    }

    @Override
    public RequestId request(Instant now) {
        return new RequestId("req_" + sortable(now));
    }
}
