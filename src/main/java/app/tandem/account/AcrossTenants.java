package app.tandem.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the few queries that look across tenants on purpose, such as those of background work; {@link #value()} says why.
 * Every other public method of a repository takes a {@link TenantId} or something that carries one.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AcrossTenants {

    /** The reason. */
    String value();
}
