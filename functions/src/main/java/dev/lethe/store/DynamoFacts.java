package dev.lethe.store;

import dev.lethe.api.Table;
import dev.lethe.certificate.Certificate.Kept;
import dev.lethe.certificate.Facts;
import dev.lethe.crypto.KeyState;
import dev.lethe.hold.Hold;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.RunId;
import dev.lethe.store.Keys.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Facts from all three tables. */
public final class DynamoFacts implements Facts {
    /** Within what time one request decides all it decides. */
    private static final Duration ONE_DECISION = Duration.ofSeconds(30);

    private final Dynamo dynamo;

    public DynamoFacts(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    @Override
    public Optional<Erasure> erasure(Tenant tenant, RequestId request) {
        return dynamo.get(Keys.request(tenant, request))
                .filter(row -> row.instantIfAny("shreddedAt").isPresent())
                .map(row -> erasure(tenant, request, row));
    }

    private Erasure erasure(Tenant tenant, RequestId request, Item row) {
        var subject = new SubjectId(row.text("subject"));
        var swept = dynamo.get(Keys.swept(tenant, subject, request));
        return new Erasure(
                subject,
                request,
                row.instant("shreddedAt"),
                row.instantIfAny("completedAt"),
                // Whatever had a key is swept, and says so in the end.
                swept.isPresent() || row.instantIfAny("completedAt").isEmpty() ? 1 : 0,
                Math.toIntExact(
                        swept.flatMap(done -> done.numberIfAny("deleted")).orElse(0L)),
                kept(tenant, subject),
                holding(tenant, subject, row.instant("shreddedAt")));
    }

    private List<Kept> kept(Tenant tenant, SubjectId subject) {
        var kept = new ArrayList<Kept>();
        if (KeyItems.state(dynamo.get(Keys.subjectKey(tenant, subject))) instanceof KeyState.Erased) {
            kept.add(new Kept("the tombstone that keeps the person erased", Kind.SUBJECT_KEY.ground()));
        }
        kept.add(new Kept("the request itself", Kind.REQUEST.ground()));
        kept.add(new Kept("the chain of what was done, without content", Kind.CHAINED.ground()));
        var receipts = Keys.receipt(tenant, subject, "");
        counted(kept, receipts, KEPT_MAX, "receipts of decisions", Kind.RECEIPT);
        counted(kept, Keys.access(tenant, subject, ""), KEPT_MAX, "entries of who read what", Kind.ACCESS);
        return kept;
    }

    private void counted(List<Kept> kept, Keys.Address first, int max, String what, Kind kind) {
        var count = count(first.pk(), first.sk(), max);
        if (count > 0) {
            kept.add(new Kept(count + (count == max ? " or more " : " ") + what, kind.ground()));
        }
    }

    @Override
    public Optional<Day> day(Tenant tenant, LocalDate day) {
        return dynamo.get(Keys.endedDay(tenant, day))
                .map(row -> new Day(
                        day,
                        row.instant("destroyedAt"),
                        count(
                                Keys.expired(tenant, day, new StorageId("a".repeat(26)), "")
                                        .pk(),
                                "",
                                ITEMS_MAX),
                        Math.toIntExact(row.numberIfAny("anonymised").orElse(0L)),
                        holding(tenant, Optional.empty(), row.instant("destroyedAt"))));
    }

    @Override
    public Optional<Replan> replan(Tenant tenant, RunId run) {
        return dynamo.get(Keys.ran(tenant, run))
                .map(row -> replan(
                        Optional.of(run),
                        Optional.empty(),
                        Optional.empty(),
                        row,
                        holding(tenant, Optional.empty(), row.instant("at"))));
    }

    @Override
    public Optional<Replan> replan(Tenant tenant, ReceiptId receipt) {
        return dynamo.get(Keys.receiptIndex(tenant, receipt.value())).flatMap(of -> {
            var subject = new SubjectId(of.text("subject"));
            // What was planned because of a decision is named for the entry of it, which is no earlier than the
            // receipt.
            return since(tenant, subject, of.instant("decidedAt"))
                    .map(row -> replan(
                            Optional.empty(),
                            Optional.of(receipt),
                            Optional.of(subject),
                            row,
                            holding(tenant, Optional.of(subject), row.instant("at"))));
        });
    }

    private Optional<Item> since(Tenant tenant, SubjectId subject, Instant decidedAt) {
        var first = Keys.replanned(tenant, subject, decidedAt);
        var last = Keys.replanned(tenant, subject, decidedAt.plus(ONE_DECISION));
        return dynamo
                .query(
                        Table.EVIDENCE,
                        QueryRequest.builder()
                                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                                .expressionAttributeValues(Map.of(
                                        ":pk", Item.s(first.pk()),
                                        ":first", Item.s(first.sk()),
                                        ":last", Item.s(last.sk())))
                                .limit(1))
                .items()
                .stream()
                .findFirst();
    }

    private static Replan replan(
            Optional<RunId> run, Optional<ReceiptId> receipt, Optional<SubjectId> subject, Item row, Holding holding) {
        var tallies = TallyItems.tallies(row);
        var removed = new TreeMap<String, Long>();
        tallies.categories().forEach((category, tally) -> removed.put(category, tally.removed()));
        return new Replan(run, receipt, subject, row.instant("at"), removed, tallies.keptFor(), holding);
    }

    @Override
    public Holding holding(Tenant tenant, SubjectId subject, Instant erasedAt) {
        return holding(tenant, Optional.of(subject), erasedAt);
    }

    /** What holds that were placed by then keep: of one person, or of anybody. */
    private Holding holding(Tenant tenant, Optional<SubjectId> subject, Instant placedBy) {
        var holding = Holding.NONE;
        Map<String, AttributeValue> from = Map.of();
        do {
            var first = Keys.holds(tenant);
            var page = dynamo.query(
                    Table.KEYS,
                    QueryRequest.builder()
                            .keyConditionExpression("pk = :pk AND begins_with(sk, :holds)")
                            .expressionAttributeValues(Map.of(":pk", Item.s(first.pk()), ":holds", Item.s(first.sk())))
                            .consistentRead(true)
                            .exclusiveStartKey(from.isEmpty() ? null : from));
            holding = page.items().stream()
                    .map(HoldItems::hold)
                    .filter(hold -> subject.isEmpty() || subject.get().equals(hold.subject()))
                    .filter(hold -> !hold.placedAt().isAfter(placedBy))
                    .reduce(holding, DynamoFacts::and, (one, _) -> one);
            from = page.next();
        } while (!from.isEmpty());
        return holding;
    }

    private static Holding and(Holding before, Hold hold) {
        return new Holding(
                before.still() || hold.state() != Hold.State.RELEASED,
                Stream.concat(before.releasedAt().stream(), hold.releasedAt().stream())
                        .max(Instant::compareTo));
    }

    /** How many rows of {@code evidence} have a key, at most so many. */
    private int count(String pk, String prefix, int max) {
        var count = 0;
        Map<String, AttributeValue> from = Map.of();
        do {
            var query = QueryRequest.builder()
                    .keyConditionExpression(prefix.isEmpty() ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)")
                    .expressionAttributeValues(
                            prefix.isEmpty()
                                    ? Map.of(":pk", Item.s(pk))
                                    : Map.of(":pk", Item.s(pk), ":prefix", Item.s(prefix)))
                    .select(Select.COUNT)
                    .exclusiveStartKey(from.isEmpty() ? null : from);
            var page = dynamo.count(Table.EVIDENCE, query);
            count += page.count();
            from = page.next();
        } while (!from.isEmpty() && count < max);
        return Math.min(count, max);
    }
}
