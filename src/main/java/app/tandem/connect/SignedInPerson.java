package app.tandem.connect;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2User;

/** Who uses the pages: somebody who signed in with Salesforce. The session holds no token. */
public final class SignedInPerson implements OAuth2User {

    @Serial
    private static final long serialVersionUID = 1L;

    private final UUID tenant;
    private final UUID user;
    private final String signInName;
    private final boolean admin;

    SignedInPerson(TenantId tenant, UserId user, String signInName, boolean admin) {
        this.tenant = tenant.value();
        this.user = user.value();
        this.signInName = signInName;
        this.admin = admin;
    }

    /** The tenant whose data may be shown. */
    public TenantId tenant() {
        return new TenantId(tenant);
    }

    /** The user. */
    public UserId user() {
        return new UserId(user);
    }

    /** The Salesforce user name. */
    public String signInName() {
        return signInName;
    }

    /** Whether the administration is open. */
    public boolean admin() {
        return admin;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        SimpleGrantedAuthority person = new SimpleGrantedAuthority("ROLE_USER");
        return admin ? List.of(person, new SimpleGrantedAuthority("ROLE_ADMIN")) : List.of(person);
    }

    @Override
    public String getName() {
        return user.toString();
    }
}
