package dev.lethe.kernel;

import java.time.Instant;

/** Makes what must be new or unguessable. A port, so that a test may repeat a life from its seed. */
public interface Ids {

    /** 128 random bits in base32, 26 characters. */
    String random();

    /** 26 characters that sort by {@code now} to the millisecond, the last 16 of them random (80 bits). */
    String sortable(Instant now);

    ReceiptId receipt(Instant now);

    RequestId request(Instant now);
}
