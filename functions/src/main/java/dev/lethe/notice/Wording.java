package dev.lethe.notice;

import dev.lethe.kernel.Items;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Text;
import java.util.Map;

/**
 * A notice in one language.
 *
 * @param chat what the bot says, word for word
 * @param full what the link leads to
 * @param questions one for each purpose that rests on consent
 */
public record Wording(
        @Text(max = 640, example = "May I remember our chats?")
        String chat,

        @Text(max = 20_000, example = "We keep what you write for 30 days …")
        String full,

        @Items(min = 0, max = 20) Map<Purpose, Question> questions) {

    /**
     * What a person is asked about one purpose, and the two answers they may press.
     *
     * @param yes a button as platforms cap it
     */
    public record Question(
            @Text(max = 200, example = "Remember our chats for 30 days?")
            String text,

            @Text(max = 40, example = "Yes, remember") String yes,
            @Text(max = 40, example = "No") String no) {}
}
