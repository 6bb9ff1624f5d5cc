package dev.lethe.infra;

import dev.lethe.api.Bucket;
import dev.lethe.api.Table;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.s3.IBucket;

/** What remembers: the tables, and the bucket of signed checkpoints. */
record Memory(Map<Table, TableV2> tables, IBucket checkpoints) {
    Memory {
        tables = Map.copyOf(tables);
    }

    String arn(Table table) {
        return of(table).getTableArn();
    }

    /** Every copy of a table that is named after it, as {@code lethe-records-restored} is. */
    String copies(Table table) {
        return arn(table) + "-*";
    }

    /** What never changes of a table, however it is called: what is wrapped is bound to it. */
    String id(Table table) {
        return Objects.requireNonNull(of(table).getTableId(), "a global table has an id");
    }

    String stream(Table table) {
        return Optional.ofNullable(of(table).getTableStreamArn())
                .orElseThrow(() -> new IllegalStateException(table + " has no stream"));
    }

    String arn(Bucket bucket) {
        return switch (bucket) {
            case CHECKPOINTS -> checkpoints.getBucketArn();
        };
    }

    /** Every object of a bucket. */
    String objects(Bucket bucket) {
        return arn(bucket) + "/*";
    }

    private TableV2 of(Table table) {
        return Objects.requireNonNull(tables.get(table), "every table is made");
    }
}
