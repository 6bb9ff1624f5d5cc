package dev.lethe.hold;

import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import java.time.Instant;

/**
 * A copy under a hold's key.
 *
 * @param place where the original stood in its conversation
 * @param dueAt when the original had to go
 */
public record Held(
        ConversationId conversation,
        MessageId message,
        String place,
        Instant sentAt,
        Instant receivedAt,
        Instant dueAt,
        Sealed sealed) {}
