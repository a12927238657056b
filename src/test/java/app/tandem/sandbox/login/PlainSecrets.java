package app.tandem.sandbox.login;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The sandbox's secrets are public; hashing them would only cost time. */
final class PlainSecrets implements PasswordEncoder {

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : secret.toString();
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String known) {
        return secret != null && secret.toString().equals(known);
    }
}
