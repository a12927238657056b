package app.tandem.credentials;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.credentials.vault.Owner;
import app.tandem.credentials.vault.Vault;
import app.tandem.platform.Ids;
import app.tandem.platform.SecretText;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps each tenant's key in the vault; it is made when it is first needed, by one node only. */
@Component
class TenantFingerprints implements Fingerprints {

    private static final String HMAC = "HmacSHA256";
    private static final int TENANTS_IN_MEMORY = 10_000;

    private final Vault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final LoadingCache<TenantId, SecretText> keys =
            Caffeine.newBuilder().maximumSize(TENANTS_IN_MEMORY).build(this::key);

    TenantFingerprints(Vault vault, JdbcClient jdbc, TransactionTemplate transactions, Ids ids) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public String of(TenantId tenant, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            byte[] key = keys.get(tenant).reveal().getBytes(StandardCharsets.US_ASCII);
            mac.init(new SecretKeySpec(key, HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private SecretText key(TenantId tenant) {
        Owner owner = new Owner(tenant, new UserId(tenant.value()), Owner.Provider.FINGERPRINTS);
        return vault.open(owner).orElseGet(() -> make(owner));
    }

    private SecretText make(Owner owner) {
        SecretText made = transactions.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                    .param("fingerprints/" + owner.tenant().value())
                    .query((row, n) -> n)
                    .list();
            return vault.open(owner).orElseGet(() -> {
                SecretText key = SecretText.of(ids.secret());
                vault.store(owner, key);
                return key;
            });
        });
        return java.util.Objects.requireNonNull(made);
    }
}
