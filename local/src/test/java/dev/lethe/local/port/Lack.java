package dev.lethe.local.port;

import dev.lethe.api.Table;
import dev.lethe.kernel.StoreUnavailable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What AWS does and an engine may not. Found out by trying, so that nothing counts as kept that nobody looked at. */
enum Lack {
    /** A sealed key opens under any encryption context. */
    ENCRYPTION_CONTEXT("what is sealed under one encryption context opens under another"),
    /** A key's policy is kept, and not obeyed. */
    POLICY_CONDITIONS("conditions of a key's policy are not obeyed"),
    /** A stream cannot be read. */
    STREAMS("tables have no stream that can be read"),
    /** The setting is not kept. */
    TTL_SETTING("tables do not keep which attribute says when a row expires"),
    /** No row is seen to go. AWS itself takes up to days, so that this is not seen there either. */
    TTL_DELETION("no expired row went while the tests looked: a stand-in deletes them by the moved clock"),
    /** There are no such buckets, or they do not keep what they say. The suite's worlds keep checkpoints on this machine, wherever tables are. */
    OBJECT_LOCK("objects of a bucket with Object Lock are replaced or deleted, or there is no such bucket");

    private final String told;

    Lack(String told) {
        this.told = told;
    }

    String told() {
        return name() + ": " + told;
    }

    /** Tries everything at an endpoint, with tables and keys of its own. */
    static Set<Lack> of(Endpoint endpoint) {
        var lacks = EnumSet.noneOf(Lack.class);
        check(lacks, ENCRYPTION_CONTEXT, () -> bindsContext(endpoint));
        check(lacks, POLICY_CONDITIONS, () -> obeysPolicies(endpoint));
        check(lacks, STREAMS, () -> streams(endpoint));
        check(lacks, TTL_SETTING, () -> keepsTtl(endpoint));
        check(lacks, TTL_DELETION, () -> expires(endpoint));
        check(lacks, OBJECT_LOCK, endpoint::locksCheckpoints);
        return lacks;
    }

    /** What fails in any way is lacking, too. */
    private static void check(Set<Lack> lacks, Lack lack, BooleanSupplier does) {
        try {
            if (does.getAsBoolean()) {
                return;
            }
        } catch (SdkException | StoreUnavailable _) {
            // It does not know the operation.
        }
        lacks.add(lack);
    }

    private static boolean bindsContext(Endpoint endpoint) {
        var kms = endpoint.kms();
        var sealed = kms.generateDataKey(
                        r -> r.keyId(endpoint.key()).keySpec("AES_256").encryptionContext(Map.of("id", "one")))
                .ciphertextBlob();
        try {
            return !kms.decrypt(r -> r.ciphertextBlob(sealed).encryptionContext(Map.of("id", "two")))
                    .sdkHttpResponse()
                    .isSuccessful();
        } catch (AwsServiceException _) {
            return true;
        }
    }

    /** A key that may not be used for another app must not be, not even by who may do anything else with it. */
    private static boolean obeysPolicies(Endpoint endpoint) {
        var kms = endpoint.kms();
        var account = kms.describeKey(r -> r.keyId(endpoint.key()))
                .keyMetadata()
                .arn()
                .split(":", -1)[4];
        var key = kms.createKey(r -> r.policy("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "kms:*", "Resource": "*"},
              {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "kms:GenerateDataKey", "Resource": "*",
               "Condition": {"StringNotEquals": {"kms:EncryptionContext:app": "lethe"}}}]}
            """.formatted(account)))
                .keyMetadata()
                .keyId();
        var own = kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256").encryptionContext(Map.of("app", "lethe")));
        try {
            kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256").encryptionContext(Map.of("app", "another")));
            return false;
        } catch (AwsServiceException refused) {
            return own.sdkHttpResponse().isSuccessful() && refused.statusCode() == 400;
        }
    }

    private static boolean streams(Endpoint endpoint) {
        var arn = endpoint.client()
                .describeTable(r -> r.tableName(endpoint.tables().get(Table.RECORDS)))
                .table()
                .latestStreamArn();
        return arn != null
                && !endpoint.streams()
                        .describeStream(r -> r.streamArn(arn))
                        .streamDescription()
                        .shards()
                        .isEmpty();
    }

    private static boolean keepsTtl(Endpoint endpoint) {
        var status = endpoint.client()
                .describeTimeToLive(r -> r.tableName(endpoint.tables().get(Table.RECORDS)))
                .timeToLiveDescription();
        return Set.of(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING).contains(status.timeToLiveStatus())
                && Table.TTL.equals(status.attributeName());
    }

    /** Looks once: an engine that deletes at leisure is one on whose deletion nobody can wait. */
    private static boolean expires(Endpoint endpoint) {
        var table = endpoint.tables().get(Table.RECORDS);
        var key = Map.of("pk", AttributeValue.fromS("lack"), "sk", AttributeValue.fromS("ttl"));
        var row = new HashMap<>(key);
        row.put(Table.TTL, AttributeValue.fromN("1"));
        endpoint.client().putItem(r -> r.tableName(table).item(row));
        return !endpoint.client()
                .getItem(r -> r.tableName(table).key(key).consistentRead(true))
                .hasItem();
    }
}
