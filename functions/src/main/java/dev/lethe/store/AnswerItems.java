package dev.lethe.store;

import dev.lethe.crypto.Sealed;
import dev.lethe.repeat.Remembered;
import dev.lethe.repeat.RepeatKey;
import dev.lethe.repeat.Repeats;
import dev.lethe.store.Keys.Address;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How remembered answers are written. */
final class AnswerItems {

    static Address key(RepeatKey key) {
        return Keys.answer(key.tenant(), key.handle());
    }

    static Item item(Remembered answer) {
        return Item.at(key(answer.key()))
                .text("digest", answer.key().digest())
                .bytes("sealed", answer.answer().bytes())
                .instant("expiresAt", answer.expiresAt())
                .goes(answer.expiresAt());
    }

    static Remembered remembered(RepeatKey asked, Item item) {
        return new Remembered(
                new RepeatKey(asked.tenant(), asked.handle(), item.text("digest")),
                new Sealed(item.bytes("sealed")),
                item.instant("expiresAt"));
    }

    /** Adds an answer to a transaction, where one is to be remembered. */
    static void add(Dynamo dynamo, Optional<Remembered> answer, List<TransactWriteItem> writes) {
        answer.ifPresent(remembered -> writes.add(writing(dynamo, remembered)));
    }

    /** Writes an answer, over one that is forgotten too: DynamoDB removes those late. */
    static TransactWriteItem writing(Dynamo dynamo, Remembered answer) {
        var now = answer.expiresAt().minus(Repeats.MEMORY);
        return dynamo.creatingOverExpired(key(answer.key()), item(answer), now);
    }

    private AnswerItems() {}
}
