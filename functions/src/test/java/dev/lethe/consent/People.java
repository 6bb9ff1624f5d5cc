package dev.lethe.consent;

import dev.lethe.audit.ChainHead;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.NoticeDraft;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.Terms;
import dev.lethe.notice.Wording;
import dev.lethe.notice.Wording.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A shop, its notice at version 3, and Ana: who decides about chats and ads, while orders rest on a contract. */
final class People {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Tenant SHOP = new Tenant("shop");
    static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    static final Purpose CHAT = new Purpose("chat-history");
    static final Purpose ADS = new Purpose("ads");
    static final Purpose ORDERS = new Purpose("orders");
    static final Purpose NOBODYS = new Purpose("nobodys");
    static final NoticeId NOTICE_ID = new NoticeId("chat");
    static final int VERSION = 3;
    static final LanguageTag EN = new LanguageTag("en");
    static final Question QUESTION = new Question("May we?", "Yes", "No");
    static final Notice NOTICE =
            notice(Map.of(CHAT, QUESTION, ADS, QUESTION), List.of(terms(CHAT), terms(ADS), order()));
    static final Catalog CATALOG = new Catalog(
            1, Map.of(NOTICE_ID, VERSION), Map.of(CHAT, NOTICE_ID, ADS, NOTICE_ID, ORDERS, NOTICE_ID), ChainHead.START);

    static final KeyState ABSENT = new KeyState.Absent();
    static final KeyState LIVE = new KeyState.Live(
            0, new SubjectKey(new StorageId("s".repeat(26)), 1, new WrappedKey(new byte[] {1}, "arn:epoch")));

    static KeyState erased(Instant at) {
        return new KeyState.Erased(1, at, Optional.empty());
    }

    static KeyState returned(Instant erasedAt) {
        return new KeyState.Returned(1, erasedAt);
    }

    static Terms terms(Purpose purpose) {
        return terms(purpose, LegalBasis.CONSENT, Period.ofDays(30));
    }

    static Terms order() {
        return terms(ORDERS, LegalBasis.CONTRACT, Period.ofDays(30));
    }

    static Terms terms(Purpose purpose, LegalBasis basis, Period retention) {
        return new Terms(purpose, basis, Set.of("message-text"), retention, "Because", Set.of());
    }

    static Notice notice(Map<Purpose, Question> questions, List<Terms> purposes) {
        var draft = new NoticeDraft(
                EN,
                Map.of(EN, new Wording("May we remember?", "All of it", questions)),
                purposes,
                List.of(new Controller("Shop", Role.CONTROLLER, "Street 1")),
                "The platform keeps its own copy",
                Set.of(Right.ERASURE),
                "privacy@example.org",
                LocalDate.of(2027, 1, 1));
        return new Notice(NOTICE_ID, VERSION, NOON, "00", draft);
    }

    static Stand stand(Decision decision, Instant decidedAt) {
        return new Stand(decision, terms(CHAT).substance(), receipt("1"), decidedAt, decidedAt);
    }

    static ReceiptId receipt(String digit) {
        return new ReceiptId("rcp_" + digit.repeat(26));
    }

    static SubjectFile file(KeyState key, Map<Purpose, Stand> standing) {
        return new SubjectFile(
                SHOP,
                ANA,
                key,
                new Standing(1, standing, Optional.empty(), ChainHead.START),
                CATALOG,
                Optional.empty());
    }

    private People() {}
}
