package dev.lethe.store;

import dev.lethe.consent.SubjectFile;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Answers;
import dev.lethe.repeat.Remembered;
import dev.lethe.repeat.RepeatKey;
import dev.lethe.store.Keys.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files, each read in one call from {@code keys} and {@code records}; and the answers read with them. */
public final class DynamoSubjectFiles implements SubjectFiles, Answers {
    private final Dynamo dynamo;
    private final DynamoDoor door;

    public DynamoSubjectFiles(Dynamo dynamo, DynamoDoor door) {
        this.dynamo = dynamo;
        this.door = door;
    }

    @Override
    public SubjectFile read(Tenant tenant, SubjectId subject, Optional<RepeatKey> repeat) {
        var key = Keys.subjectKey(tenant, subject);
        var standing = Keys.standing(tenant, subject);
        var catalog = Keys.catalog(tenant);
        var wanted = new ArrayList<>(List.of(Keys.opening(), key, standing, catalog));
        repeat.map(AnswerItems::key).ifPresent(wanted::add);
        var found = dynamo.get(wanted);
        door.enter(Optional.ofNullable(found.get(Keys.opening())));
        return new SubjectFile(
                tenant,
                subject,
                KeyItems.state(Optional.ofNullable(found.get(key))),
                StandingItems.standing(Optional.ofNullable(found.get(standing))),
                NoticeItems.catalog(Optional.ofNullable(found.get(catalog))),
                repeat.flatMap(asked -> Optional.<Address>of(AnswerItems.key(asked))
                        .map(found::get)
                        .map(item -> AnswerItems.remembered(asked, item))));
    }

    @Override
    public Optional<Remembered> find(RepeatKey key) {
        return dynamo.get(AnswerItems.key(key)).map(item -> AnswerItems.remembered(key, item));
    }

    @Override
    public boolean remember(Remembered answer) {
        return dynamo.transact(List.of(AnswerItems.writing(dynamo, answer))) instanceof Dynamo.Transacted.Done;
    }
}
