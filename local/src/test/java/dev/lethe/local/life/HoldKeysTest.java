package dev.lethe.local.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.Table;
import dev.lethe.aws.Clients;
import dev.lethe.aws.KmsKeyWrap;
import dev.lethe.crypto.HoldKey;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Sealed;
import dev.lethe.crypto.UnwrapCache;
import dev.lethe.crypto.Vault;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.lambda.RandomIds;
import dev.lethe.local.LocalWorld;
import dev.lethe.local.engine.Permissions;
import dev.lethe.store.Dynamo;
import dev.lethe.store.DynamoKeyRows;
import dev.lethe.store.TableIds;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

/** What can be opened of a hold, by whom, and that nothing can once it is released. */
class HoldKeysTest {
    private Life life;
    private LegalDesk desk;

    @BeforeEach
    void begin() {
        life = new Life();
        desk = new LegalDesk(life);
    }

    @AfterEach
    void end() {
        life.close();
    }

    /** With the stolen rows, and whatever keys there still are. */
    @Test
    void nothingOfAReleasedHoldOpensAndItsBytesAreSwept() {
        var someone = life.someone();
        someone.says(1, 3, Life.SERVICE);
        var hold = desk.place(someone).text("hold");
        var stolen = desk.copies(hold);
        assertThat(stolen).hasSize(3);
        var before = life.rows(Table.KEYS);
        assertThat(opened(hold, stolen, before)).as("the thief is able").isEqualTo(3);

        var released = desk.release(hold);
        assertThat(released.status()).isEqualTo(200);
        assertThat(released.text("status")).isEqualTo("released");
        assertThat(desk.release(hold).body()).isEqualTo(released.body());
        assertThat(desk.officer.get("/v1/holds/" + hold + "/messages").text("type"))
                .isEqualTo("/problems/hold-released");
        assertThat(desk.read(hold).body().containsKey("reference")).isFalse();
        assertThat(opened(hold, stolen, life.rows(Table.KEYS))).isZero();

        desk.tend();
        assertThat(life.rows(Table.RECORDS, "HELD")).isEmpty();
        assertThat(life.rows(Table.KEYS, "HOLD")).singleElement().satisfies(row -> assertThat(row)
                .doesNotContainKeys("wrapped", "wrappedBy", "reference", "sid", "sweep", "sweepAt"));
        assertThat(desk.counts()).containsExactly("0", "0");
        stolen.forEach(row -> life.world.dynamo().putItem(r -> r.tableName(
                        life.world.tables().get(Table.RECORDS))
                .item(row)));
        assertThat(desk.officer.get("/v1/holds/" + hold + "/messages").status()).isEqualTo(410);
        assertThat(someone.recalls(Life.SERVICE).list("messages"))
                .as("the originals stay")
                .hasSize(3);
    }

    private int opened(String hold, List<Map<String, AttributeValue>> stolen, List<Map<String, AttributeValue>> keys) {
        var opened = 0;
        try (var kms = life.world.kmsClient()) {
            var vault = vault(kms);
            for (var key : keys) {
                if (key.containsKey("wrapped")) {
                    var wrapped = new WrappedKey(bytes(key, "wrapped"), Life.text(key, "wrappedBy"));
                    for (var row : stolen) {
                        opened += opens(vault, new HoldKey(new HoldId(hold), wrapped), row) ? 1 : 0;
                    }
                }
            }
        }
        return opened;
    }

    private static boolean opens(Vault vault, HoldKey key, Map<String, AttributeValue> row) {
        var parts = Life.text(row, "sk").split("#", -1);
        var held = new Label(
                "records",
                LocalWorld.DEMO,
                Optional.empty(),
                "held",
                parts[1],
                parts[2],
                key.hold().value(),
                Optional.empty(),
                1);
        try {
            vault.openHeld(key, held, new Sealed(bytes(row, "sealed")));
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static byte[] bytes(Map<String, AttributeValue> row, String name) {
        return row.getOrDefault(name, AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0])))
                .b()
                .asByteArray();
    }

    private Vault vault(KmsClient kms) {
        var random = new SecureRandom();
        var clock = life.world.clock();
        return new Vault(
                wrap(kms),
                new DynamoKeyRows(new Dynamo(life.world.dynamo(), life.world.tables())),
                new UnwrapCache(clock),
                random,
                new RandomIds(random),
                clock);
    }

    private KmsKeyWrap wrap(KmsClient kms) {
        var ids = new TableIds(life.world.dynamo(), life.world.tables(), life.world.clock());
        return new KmsKeyWrap(kms, life.world.masterKeys(), () -> ids.of(Table.KEYS));
    }

    @Test
    void noFunctionOutsideTheLegalRoleUnwrapsAHoldsKey() {
        var name = KeyName.hold(LocalWorld.DEMO, new HoldId("hold_" + "0".repeat(26)));
        try (var admin = life.world.kmsClient()) {
            var made = wrap(admin).generate(name);
            for (var fn : Fn.values()) {
                try (var kms = client(fn)) {
                    if (fn.grants().contains(Grant.HOLDS)) {
                        wrap(kms).unwrap(made.wrapped(), name).close();
                    } else {
                        assertThatThrownBy(() -> wrap(kms).unwrap(made.wrapped(), name))
                                .as(fn.name())
                                .isInstanceOf(KeyUnavailable.class);
                        assertThatThrownBy(() -> wrap(kms).generate(name))
                                .as(fn.name())
                                .isInstanceOf(KeyUnavailable.class);
                    }
                }
            }
        }
        assertThat(Fn.values())
                .filteredOn(fn -> fn.grants().contains(Grant.HOLDS))
                .containsExactly(Fn.HOLD, Fn.HOLDING);
    }

    private KmsClient client(Fn fn) {
        var overrides = Clients.timeouts().toBuilder()
                .addExecutionInterceptor(new Permissions.Denials().of(fn, life.world.tables()))
                .build();
        return new Clients(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                        Optional.of(life.world.kms().endpoint()),
                        overrides)
                .kms();
    }
}
