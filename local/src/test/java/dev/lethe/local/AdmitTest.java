package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Tenant;
import dev.lethe.local.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An operator lets tenants in, and no client calls for two. */
class AdmitTest {
    private static final Tenant SHOP = new Tenant("shop");
    private static final Tenant OTHER = new Tenant("other");
    private static final ClientId BOT = new ClientId("4f1kexample");

    @Test
    void aTenantIsLetInWithItsClientsAndOnlyOnce() throws Exception {
        try (var world = LocalWorld.startStill(LocalWorld.Options.inMemory())) {
            var suite = world.operators();
            var lines = new ArrayList<String>();
            var operator = new Operator(suite, lines::add);
            assertThat(operator.admit(SHOP, List.of(BOT))).isTrue();
            var site = suite.tenants().siteOf(SHOP);
            assertThat(operator.admit(SHOP, List.of(BOT, new ClientId("more")))).isTrue();
            assertThat(suite.tenants().siteOf(SHOP)).isEqualTo(site);
            assertThat(operator.admit(OTHER, List.of(BOT))).isFalse();
            assertThat(suite.tenants().of(BOT)).isEqualTo(Optional.of(SHOP));
            assertThat(lines)
                    .containsExactly(
                            "site of shop: " + site.value(),
                            "client 4f1kexample calls for shop",
                            "site of shop: " + site.value(),
                            "client 4f1kexample calls for shop",
                            "client more calls for shop",
                            "site of other: " + suite.tenants().siteOf(OTHER).value(),
                            "client 4f1kexample calls for another tenant");
        }
    }
}
