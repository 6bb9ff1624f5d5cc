package dev.lethe.conversation;

import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import dev.lethe.retention.Expiry;
import java.time.Instant;

/**
 * A message as it is stored. What was said, by whom, and the platform's own ids are inside the seal.
 *
 * @param sentAt orders the conversation
 * @param digest keyed, of the content: a repeat can be told from another message with the same id
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        Instant sentAt,
        Instant receivedAt,
        Expiry expiry,
        String digest,
        Sealed sealed,
        int revision) {}
