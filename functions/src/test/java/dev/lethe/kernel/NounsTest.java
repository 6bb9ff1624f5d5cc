package dev.lethe.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every noun that is written as text takes its own form only, and never repeats what it refuses. */
class NounsTest {
    private static final String RANDOM = "mfrggzdfmztwq2lknnwg23tpob";
    private static final String SORTABLE = "01jd0000000000000000000000";

    static Stream<Arguments> nouns() {
        return Stream.of(
                noun(Channel::new, "messenger"),
                noun(ClientId::new, "4f1kExample_+-"),
                noun(ConversationId::new, "cnv_" + RANDOM),
                noun(LanguageTag::new, "pt-BR"),
                noun(MessageId::new, "msg_" + RANDOM),
                noun(NoticeId::new, "chat-2"),
                noun(Purpose::new, "chat-history"),
                noun(ReceiptId::new, "rcp_" + SORTABLE),
                noun(RequestId::new, "req_" + SORTABLE),
                noun(Site::new, RANDOM),
                noun(StorageId::new, RANDOM),
                noun(SubjectId::new, "sub1_" + RANDOM),
                noun(Tenant::new, "demo"));
    }

    @ParameterizedTest
    @MethodSource("nouns")
    void takesAndPrintsItsOwnForm(Function<String, Object> noun, String good) {
        assertThat(noun.apply(good)).hasToString(good).isEqualTo(noun.apply(good));
    }

    @ParameterizedTest
    @MethodSource("nouns")
    void refusesAnythingElseWithoutRepeatingIt(Function<String, Object> noun, String good) {
        for (var bad : List.of(
                "",
                " " + good,
                good + " ",
                good + "\n",
                good + "\0",
                good + "/x",
                good + "#",
                good + "ä",
                good.repeat(20),
                "ana@example.org",
                "Ana Example")) {
            assertThatIllegalArgumentException()
                    .as("refuses <%s>", bad)
                    .isThrownBy(() -> noun.apply(bad))
                    .withNoCause()
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("ana@", "Ana Example", good));
        }
    }

    private static Arguments noun(Function<String, Object> noun, String good) {
        return Arguments.of(noun, good);
    }
}
