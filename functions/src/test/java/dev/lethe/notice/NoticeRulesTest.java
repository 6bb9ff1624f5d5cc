package dev.lethe.notice;

import static dev.lethe.notice.Drafts.ADS;
import static dev.lethe.notice.Drafts.CHAT;
import static dev.lethe.notice.Drafts.draft;
import static dev.lethe.notice.Drafts.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.NoticeRules.Outcome;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant TOMORROW = NOON.plusSeconds(86_400);
    private static final NoticeId CHATS = new NoticeId("chats");
    private static final NoticeId OTHER = new NoticeId("other");
    private static final ChainHead HEAD = new ChainHead(5, "ab".repeat(32));

    @Test
    void theFirstVersionIsOne() {
        var published = published(publish(draft(terms(CHAT)), Catalog.EMPTY, Optional.empty()));
        assertThat(published.notice()).isEqualTo(new Notice(CHATS, 1, NOON, "new", draft(terms(CHAT))));
        assertThat(published.next(Catalog.EMPTY, HEAD))
                .isEqualTo(new Catalog(1, Map.of(CHATS, 1), Map.of(CHAT, CHATS), HEAD));
    }

    @Test
    void theNextVersionReplacesTheOneBeforeAndDropsWhatItNoLongerDescribes() {
        var read = new Catalog(4, Map.of(CHATS, 2, OTHER, 7), Map.of(CHAT, CHATS, new Purpose("orders"), OTHER), HEAD);
        var published = published(publish(draft(terms(ADS)), read, Optional.of(version(2, "old"))));
        assertThat(published.notice().version()).isEqualTo(3);
        assertThat(published.next(read, HEAD))
                .isEqualTo(new Catalog(
                        5, Map.of(CHATS, 3, OTHER, 7), Map.of(ADS, CHATS, new Purpose("orders"), OTHER), HEAD));
    }

    @Test
    void theSameTextAgainIsNoNewVersion() {
        var current = version(2, "new");
        assertThat(publish(draft(terms(CHAT)), catalog(CHATS, 2), Optional.of(current)))
                .isEqualTo(new Outcome.Unchanged(current));
    }

    @Test
    void aTextThatWasPublishedBeforeTheCurrentOneIsANewVersion() {
        var published = published(publish(draft(terms(CHAT)), catalog(CHATS, 3), Optional.of(version(3, "newer"))));
        assertThat(published.notice().version()).isEqualTo(4);
    }

    @Test
    void aPurposeIsDescribedByOneNoticeOnly() {
        var read = new Catalog(1, Map.of(OTHER, 1), Map.of(ADS, OTHER), HEAD);
        assertThat(publish(draft(terms(CHAT), terms(ADS)), read, Optional.empty()))
                .isEqualTo(new Outcome.PurposeTaken(ADS));
    }

    @Test
    void noticesHaveALimitButTheirVersionsHaveNone() {
        var full = new LinkedHashMap<NoticeId, Integer>();
        for (var i = 0; i < NoticeRules.NOTICES_MAX; i++) {
            full.put(new NoticeId("notice-" + i), 1);
        }
        assertThat(publish(draft(terms(CHAT)), new Catalog(20, full, Map.of(), HEAD), Optional.empty()))
                .isEqualTo(new Outcome.TooMany());
        full.remove(new NoticeId("notice-0"));
        assertThat(publish(draft(terms(CHAT)), new Catalog(20, full, Map.of(), HEAD), Optional.empty()))
                .isInstanceOf(Outcome.Published.class);
        full.put(CHATS, 999);
        assertThat(publish(draft(terms(CHAT)), new Catalog(20, full, Map.of(), HEAD), Optional.of(version(999, "old"))))
                .isInstanceOf(Outcome.Published.class);
    }

    @Test
    void aLaterVersionDoesNotBindUntilItsTime() {
        var read = catalog(CHATS, 2);
        var published = published(publish(from(TOMORROW), read, Optional.of(version(2, "old"))));
        assertThat(published.notice().version()).isEqualTo(3);
        var next = published.next(read, HEAD);
        assertThat(next.currentVersion(CHATS, NOON)).contains(2);
        assertThat(next.currentVersion(CHATS, TOMORROW.minusNanos(1))).contains(2);
        assertThat(next.currentVersion(CHATS, TOMORROW)).contains(3);
        assertThat(next.lastVersion(CHATS)).isEqualTo(3);
        assertThat(next.noticeOf(CHAT))
                .as("described by the version that binds")
                .contains(CHATS);
        assertThat(next.noticeOf(ADS)).as("described by the version to come").contains(CHATS);
    }

    @Test
    void whatBindsAtOnceEndsWhatWasToCome() {
        var read = published(publish(from(TOMORROW), catalog(CHATS, 2), Optional.of(version(2, "old"))))
                .next(catalog(CHATS, 2), HEAD);
        var next = published(publish(draft(terms(CHAT)), read, Optional.of(version(3, "later"))))
                .next(read, HEAD);
        assertThat(next.currentVersion(CHATS, NOON)).contains(4);
        assertThat(next.currentVersion(CHATS, TOMORROW)).contains(4);
        assertThat(next.upcoming()).isEmpty();
        assertThat(next.noticeOf(ADS)).isEmpty();
    }

    @Test
    void whatHasBegunToBindStaysWhenAnotherIsToCome() {
        var began = published(publish(from(TOMORROW), catalog(CHATS, 2), Optional.of(version(2, "old"))))
                .next(catalog(CHATS, 2), HEAD);
        var later = TOMORROW.plusSeconds(60);
        var outcome = NoticeRules.publish(
                CHATS, from(later.plusSeconds(60)), "newest", began, Optional.of(version(3, "later")), later);
        var next = published(outcome).next(began, HEAD);
        assertThat(next.currentVersion(CHATS, later)).contains(3);
        assertThat(next.currentVersion(CHATS, later.plusSeconds(60))).contains(4);
    }

    @Test
    void aVersionOfAnInstantThatIsOverBindsAtOnce() {
        var published = published(publish(from(NOON), Catalog.EMPTY, Optional.empty()));
        assertThat(published.next(Catalog.EMPTY, HEAD).current()).containsEntry(CHATS, 1);
    }

    @Test
    void nothingIsPublishedMoreThanAYearAhead() {
        var last = NOON.plus(NoticeRules.AHEAD_MAX);
        assertThat(publish(from(last), Catalog.EMPTY, Optional.empty())).isInstanceOf(Outcome.Published.class);
        assertThat(publish(from(last.plusNanos(1)), Catalog.EMPTY, Optional.empty()))
                .isEqualTo(new Outcome.TooFarAhead());
    }

    @Test
    void thePlacesOfTheNextVersionTakeThoseOfTheOneBefore() {
        var first = published(publish(at(Optional.empty(), "DE"), Catalog.EMPTY, Optional.empty()))
                .next(Catalog.EMPTY, HEAD);
        assertThat(first.establishments()).containsExactly(new Place("DE"));
        var next = published(publish(at(Optional.empty(), "FR"), first, Optional.empty()))
                .next(first, HEAD);
        assertThat(next.establishments()).containsExactly(new Place("FR"));
        assertThat(published(publish(draft(terms(CHAT)), first, Optional.empty()))
                        .next(first, HEAD)
                        .established())
                .as("who says nothing any more is nowhere")
                .isEmpty();
    }

    @Test
    void untilALaterVersionBindsTheLawsOfBothHold() {
        var first = published(publish(at(Optional.empty(), "DE"), Catalog.EMPTY, Optional.empty()))
                .next(Catalog.EMPTY, HEAD);
        var later = published(publish(at(Optional.of(NOON.plusSeconds(1)), "FR"), first, Optional.empty()))
                .next(first, HEAD);
        assertThat(later.establishments()).containsExactlyInAnyOrder(new Place("DE"), new Place("FR"));
    }

    @Test
    void aTenantIsEstablishedWhereAnyNoticeSays() {
        var other = new Catalog(1, Map.of(OTHER, 1), Map.of(), HEAD)
                .with(OTHER, 2, NOON, Optional.empty(), Set.of(new Place("BR")));
        var both = published(publish(at(Optional.empty(), "DE"), other, Optional.empty()))
                .next(other, HEAD);
        assertThat(both.establishments()).containsExactlyInAnyOrder(new Place("DE"), new Place("BR"));
    }

    private static NoticeDraft at(Optional<Instant> effectiveAt, String place) {
        var plain = draft(terms(CHAT));
        return new NoticeDraft(
                plain.locale(),
                plain.wordings(),
                plain.purposes(),
                List.of(
                        new Controller("Shop", Role.CONTROLLER, "Street 1", Optional.of(Set.of(new Place(place)))),
                        new Controller("Cloud", Role.PROCESSOR, "Street 2", Optional.of(Set.of(new Place("US"))))),
                plain.platformCopy(),
                plain.rights(),
                plain.contact(),
                plain.reviewBy(),
                effectiveAt,
                Optional.empty(),
                Optional.empty());
    }

    /** A draft that describes ads, and binds from an instant on. */
    private static NoticeDraft from(Instant effectiveAt) {
        var plain = draft(terms(ADS));
        return new NoticeDraft(
                plain.locale(),
                plain.wordings(),
                plain.purposes(),
                plain.controllers(),
                plain.platformCopy(),
                plain.rights(),
                plain.contact(),
                plain.reviewBy(),
                Optional.of(effectiveAt),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void whatWasReadIsNotChanged() {
        var read = catalog(CHATS, 1);
        publish(draft(terms(ADS)), read, Optional.of(version(1, "old")));
        assertThat(read).isEqualTo(catalog(CHATS, 1));
    }

    private static Outcome publish(NoticeDraft draft, Catalog catalog, Optional<Notice> current) {
        return NoticeRules.publish(CHATS, draft, "new", catalog, current, NOON);
    }

    private static Outcome.Published published(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Published.class);
        return (Outcome.Published) outcome;
    }

    private static Catalog catalog(NoticeId notice, int version) {
        return new Catalog(1, Map.of(notice, version), Map.of(CHAT, notice), HEAD);
    }

    private static Notice version(int version, String hash) {
        return new Notice(CHATS, version, NOON, hash, draft(terms(CHAT)));
    }
}
