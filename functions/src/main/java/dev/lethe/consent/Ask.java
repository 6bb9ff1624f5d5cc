package dev.lethe.consent;

import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Text;
import java.util.List;

/**
 * What a bot should say and which buttons it should show. Posting the button pressed to {@code POST /v1/consents} together
 * with {@code ask} is all that is left to do.
 *
 * @param ask names this ask; made for one person and one version of a notice
 * @param say the notice's own words, to be shown as they are
 * @param link to the full notice
 */
public record Ask(
        @Text(max = Ask.TOKEN_MAX) String ask,
        String say,
        LanguageTag locale,
        NoticeId notice,
        int version,
        String link,
        List<Question> questions) {
    public static final int TOKEN_MAX = 2_048;

    /** One question; no answer is marked, and none comes first by default. */
    public record Question(String text, List<Button> buttons) {}

    /** A button, and the word to post when it is pressed. */
    public record Button(String button, String label) {}
}
