package dev.lethe.store;

import dev.lethe.retention.Gone;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Items that go together with the evidence that they went. */
final class Removals {

    /**
     * One item.
     *
     * @param deletion of the item, if it still is what was read
     * @param gone what evidence is to say of it
     */
    record Removal(TransactWriteItem deletion, Gone gone) {}

    /**
     * Removes all and records each, together with what else is to be written; without evidence of what is in evidence already, since
     * something may go twice in its life.
     *
     * @return false when anything is not what was read any more, and nothing was written
     */
    static boolean remove(Dynamo dynamo, DynamoExpiryLog log, List<TransactWriteItem> others, List<Removal> removals) {
        var sure = new ArrayList<>(others);
        removals.forEach(removal -> sure.add(removal.deletion()));
        var evidence = removals.stream()
                .map(removal -> dynamo.creating(DynamoExpiryLog.key(removal.gone()), log.item(removal.gone())))
                .toList();
        var all = new ArrayList<>(sure);
        all.addAll(evidence);
        if (!(dynamo.transact(all) instanceof Dynamo.Transacted.Refused(var inTheWay))) {
            return true;
        }
        var missing = new ArrayList<>(sure);
        for (var i = 0; i < evidence.size(); i++) {
            if (inTheWay.get(sure.size() + i).isEmpty()) {
                missing.add(evidence.get(i));
            }
        }
        return missing.size() < all.size() && dynamo.transact(missing) instanceof Dynamo.Transacted.Done;
    }

    private Removals() {}
}
