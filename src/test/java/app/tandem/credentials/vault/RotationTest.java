package app.tandem.credentials.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.TenantId;
import app.tandem.account.TestNode;
import app.tandem.account.UserId;
import app.tandem.platform.SecretText;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rotation of the key-encryption key over 10,000 stored grants (reliability 2.6). */
class RotationTest {

    private static final int GRANTS = 10_000;

    @Test
    void tenThousandGrantsAreWrappedAnewAndTheirCiphertextStays() {
        Map<String, Object> settings = TestNode.settings(TestNode.database());
        settings.put("tandem.roles", "web");
        settings.put("tandem.keys", SealerTest.key("one"));
        String before;
        try (ConfigurableApplicationContext node = TestNode.start(settings)) {
            Vault vault = node.getBean(Vault.class);
            new TransactionTemplate(node.getBean(PlatformTransactionManager.class)).executeWithoutResult(together -> {
                for (int i = 0; i < GRANTS; i++) {
                    vault.store(owner(i), SecretText.of("grant " + i));
                }
            });
            before = ciphertexts(node);
        }
        settings.put("tandem.keys", SealerTest.key("two") + "," + SealerTest.key("one"));
        try (ConfigurableApplicationContext node = TestNode.start(settings)) {
            assertThat(node.getBean(Vault.class).open(owner(3))).contains(SecretText.of("grant 3"));
            assertThat(node.getBean(Rotation.class).run()).isEqualTo(GRANTS);
            assertThat(node.getBean(Rotation.class).run()).isZero();
            assertThat(ciphertexts(node)).isEqualTo(before);
        }
        settings.put("tandem.keys", SealerTest.key("two"));
        try (ConfigurableApplicationContext node = TestNode.start(settings)) {
            Vault vault = node.getBean(Vault.class);
            for (int i = 0; i < GRANTS; i += 97) {
                assertThat(vault.open(owner(i))).contains(SecretText.of("grant " + i));
            }
            swap(node, owner(1), owner(2));
            assertThatThrownBy(() -> vault.open(owner(1))).isInstanceOf(GrantSealException.class);
        }
    }

    private static void swap(ConfigurableApplicationContext node, Owner from, Owner to) {
        node.getBean(JdbcClient.class)
                .sql("""
                        update sealed_grant t set ciphertext = f.ciphertext, wrapped_key = f.wrapped_key
                          from sealed_grant f where f.user_id = ? and t.user_id = ?
                        """)
                .params(to.user().value(), from.user().value())
                .update();
    }

    private static String ciphertexts(ConfigurableApplicationContext node) {
        return node.getBean(JdbcClient.class)
                .sql("select md5(string_agg(md5(ciphertext), '' order by user_id)) from sealed_grant")
                .query(String.class)
                .single();
    }

    private static Owner owner(int number) {
        return new Owner(
                new TenantId(new UUID(9, number % 7)), new UserId(new UUID(9, number)), Owner.Provider.SALESFORCE);
    }
}
