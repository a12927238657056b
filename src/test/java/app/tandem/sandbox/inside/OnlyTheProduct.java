package app.tandem.sandbox.inside;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps test classes, which lie in the product's packages, out of the product's component scan. */
final class OnlyTheProduct extends TypeExcludeFilter {

    private final String tests = OnlyTheProduct.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString();

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
        return String.valueOf(reader.getResource()).contains(tests.substring(tests.indexOf(':') + 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnlyTheProduct;
    }

    @Override
    public int hashCode() {
        return OnlyTheProduct.class.hashCode();
    }
}
