package dev.lethe.hold;

import dev.lethe.crypto.Label;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import java.time.Instant;

/**
 * A message that may have to be held, as it is stored.
 *
 * @param place where it stands in its conversation
 */
public record Original(
        ConversationId conversation,
        MessageId message,
        String place,
        Instant sentAt,
        Instant receivedAt,
        Instant expiresAt,
        Label label,
        Sealed sealed) {}
