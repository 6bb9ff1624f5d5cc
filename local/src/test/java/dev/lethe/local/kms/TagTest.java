package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagException;

final class TagTest {
    private final Bench bench = new Bench(KeyFile.inMemory());
    private final String key = bench.key();

    @AfterEach
    void close() {
        bench.close();
    }

    private List<Tag> tags() {
        return bench.kms.listResourceTags(r -> r.keyId(key)).tags();
    }

    private void untag(String... tagKeys) {
        var _ = bench.kms.untagResource(r -> r.keyId(key).tagKeys(tagKeys));
    }

    private static Tag[] numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Bench.tag("%03d".formatted(i), "v" + i))
                .toArray(Tag[]::new);
    }

    @Test
    void tagsAreSetReplacedAndRemovedOneByOne() {
        bench.tag(key, Bench.tag("b", "1"), Bench.tag("a", ""));
        assertThat(tags()).containsExactly(Bench.tag("a", ""), Bench.tag("b", "1"));
        bench.tag(key, Bench.tag("b", "2"), Bench.tag("B", "3"));
        assertThat(tags()).containsExactly(Bench.tag("B", "3"), Bench.tag("a", ""), Bench.tag("b", "2"));
        untag("a", "b", "never", "a");
        assertThat(tags()).containsExactly(Bench.tag("B", "3"));
        var other = bench.key();
        assertThat(bench.kms.listResourceTags(r -> r.keyId(other)).tags()).isEmpty();
    }

    @Test
    void tagsOfANewKeyAreListed() {
        var made =
                bench.kms.createKey(r -> r.tags(Bench.tag("epoch", "2026-03"))).keyMetadata();
        assertThat(bench.kms.listResourceTags(r -> r.keyId(made.arn())).tags())
                .containsExactly(Bench.tag("epoch", "2026-03"));
    }

    @Test
    void aTagIsGivenOnceAndNotReserved() {
        assertThatThrownBy(() -> bench.kms.createKey(r -> r.tags(Bench.tag("a", "1"), Bench.tag("a", "2"))))
                .isInstanceOf(TagException.class);
        assertThatThrownBy(() -> bench.tag(key, Bench.tag("a", "1"), Bench.tag("a", "1")))
                .isInstanceOf(TagException.class);
        for (var reserved : List.of("aws:", "aws:a", "AWS:a", "Aws:a")) {
            Bench.refused("TagException", () -> bench.kms.createKey(r -> r.tags(Bench.tag(reserved, "1"))));
            Bench.refused("TagException", () -> bench.tag(key, Bench.tag("b", "1"), Bench.tag(reserved, "1")));
        }
        // What was refused in part was refused as a whole.
        assertThat(tags()).isEmpty();
        bench.tag(key, Bench.tag("aws", "1"), Bench.tag("a:aws:", "aws:"));
        assertThat(tags()).hasSize(2);
    }

    @Test
    void aKeyHasFiftyTagsAtMost() {
        Bench.refused("TagException", () -> bench.kms.createKey(r -> r.tags(numbered(0, 51))));
        Bench.refused("TagException", () -> bench.tag(key, numbered(0, 51)));
        bench.tag(key, numbered(0, 49));
        Bench.refused("TagException", () -> bench.tag(key, numbered(48, 51)));
        assertThat(tags()).hasSize(49);
        bench.tag(key, numbered(0, 50));
        assertThat(tags()).hasSize(50);
        untag("000");
        bench.tag(key, Bench.tag("z", ""));
        assertThat(tags()).hasSize(50);
    }

    @Test
    void tagsHaveASize() {
        bench.tag(key, Bench.tag("k".repeat(128), "v".repeat(256)));
        for (var tag : List.of(Bench.tag("k".repeat(129), ""), Bench.tag("k", "v".repeat(257)), Bench.tag("", "v"))) {
            Bench.refused("ValidationException", () -> bench.tag(key, tag));
        }
        for (var tagKey : List.of("", "k".repeat(129))) {
            Bench.refused("ValidationException", () -> untag(tagKey));
        }
        Bench.refused(
                "ValidationException",
                () -> untag(IntStream.range(0, 51).mapToObj(Integer::toString).toArray(String[]::new)));
        untag("k".repeat(128));
        assertThat(tags()).isEmpty();
    }

    @Test
    void tagsAreListedInPages() {
        bench.tag(key, numbered(0, 50));
        for (var limit : List.of(1, 7, 49, 50)) {
            var pages = bench.kms.listResourceTagsPaginator(r -> r.keyId(key).limit(limit)).stream()
                    .toList();
            assertThat(pages).hasSize((50 + limit - 1) / limit);
            assertThat(pages.stream().flatMap(page -> page.tags().stream())).containsExactly(numbered(0, 50));
            assertThat(pages.getLast().truncated()).isFalse();
            assertThat(pages.getLast().nextMarker()).isNull();
        }
    }

    @Test
    void aPageOfTagsHasBoundsAndAMarkerAForm() {
        bench.tag(key, numbered(0, 3));
        for (var limit : List.of(-1, 0, 51)) {
            Bench.refused(
                    "ValidationException",
                    () -> bench.kms.listResourceTags(r -> r.keyId(key).limit(limit)));
        }
        Bench.refused(
                "InvalidMarkerException",
                () -> bench.kms.listResourceTags(r -> r.keyId(key).marker("m".repeat(129))));
        // The tag of a marker may be gone by the time the next page is asked for.
        var first = bench.kms.listResourceTags(r -> r.keyId(key).limit(1));
        untag("000");
        assertThat(bench.kms
                        .listResourceTags(r -> r.keyId(key).marker(first.nextMarker()))
                        .tags())
                .containsExactly(numbered(1, 3));
    }

    @Test
    void aKeyIsTaggedByItsIdOrArnAlone() {
        bench.alias("alias/a", key);
        bench.tag(Bench.arn(key), Bench.tag("a", "1"));
        for (var name : List.of(
                "alias/a",
                Bench.arn(key).replace("key/" + key, "alias/a"),
                UUID.randomUUID().toString())) {
            Bench.refused("NotFoundException", () -> bench.tag(name, Bench.tag("a", "2")));
            Bench.refused(
                    "NotFoundException",
                    () -> bench.kms.untagResource(r -> r.keyId(name).tagKeys("a")));
            Bench.refused("NotFoundException", () -> bench.kms.listResourceTags(r -> r.keyId(name)));
        }
        assertThat(tags()).containsExactly(Bench.tag("a", "1"));
    }
}
