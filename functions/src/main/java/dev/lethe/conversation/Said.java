package dev.lethe.conversation;

import dev.lethe.kernel.Channel;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message as a bot sends it.
 *
 * @param messageId as the platform names it; a repeat answers the same
 */
public record Said(
        @Text(max = 512, example = "wamid.HBgNNDkxNTIwMDAwMDAwMBUCABIYFA==")
        String messageId,

        Author author,
        @Text(max = 4_096, example = "Where is my order?") String text,
        Instant sentAt,
        @Items(max = 10) Optional<List<Attachment>> attachments) {

    /** Who wrote it. */
    public enum Author {
        PERSON,
        BOT
    }

    /** Something beside the text; its bytes stay where they are, and where that is is sealed. */
    public record Attachment(
            @Text(max = 40, form = "[a-z][a-z0-9-]*", example = "image")
            String kind,

            @Text(max = 2_048, example = "https://platform.example/media/1")
            String reference) {
        @Override
        public String toString() {
            return "Attachment[redacted]";
        }
    }

    /**
     * What is sealed: the message, and the names its platform gave it, which stand nowhere else.
     *
     * @param conversationId as the platform names it
     */
    record Content(
            Channel channel,
            @Text(max = 512) String conversationId,
            @Text(max = 512) String messageId,
            Author author,
            @Text(max = 4_096) String text,
            Instant sentAt,
            @Items(max = 10) Optional<List<Attachment>> attachments) {
        @Override
        public String toString() {
            return "Content[redacted]";
        }
    }

    @Override
    public String toString() {
        return "Said[redacted]";
    }
}
