package dev.lethe.hold;

import dev.lethe.kernel.Channel;
import java.time.Instant;
import java.util.List;

/**
 * A message word for word, with the names its platform gave it.
 *
 * @param author {@code person} or {@code bot}
 */
public record HeldContent(
        Channel channel,
        String conversationId,
        String messageId,
        String author,
        String text,
        Instant sentAt,
        List<Attachment> attachments) {

    /** Something beside the text. */
    public record Attachment(String kind, String reference) {
        @Override
        public String toString() {
            return "Attachment[redacted]";
        }
    }

    @Override
    public String toString() {
        return "HeldContent[redacted]";
    }
}
