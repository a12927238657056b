package app.tandem.manifest;

import app.tandem.platform.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The pictures of {@code manifest/icons}. Outlook keeps them for long, so that a new picture has a new file name. */
@Component
class Icons {

    private static final String SUFFIX = ".png";
    private static final int HASH = 10;

    /** One picture. */
    static final class Icon {
        private final String file;
        private final byte[] png;

        private Icon(String name, byte[] png) {
            this.file = name + "." + Hashes.sha256(png).substring(0, HASH) + SUFFIX;
            this.png = png;
        }

        /** The name under which it is served: with a hash of the picture. */
        String file() {
            return file;
        }

        byte[] png() {
            return png.clone();
        }
    }

    private final Supplier<Map<String, Icon>> icons = SingletonSupplier.of(Icons::read);

    /**
     * The picture of that name, such as {@code quick-save-32}.
     *
     * @throws IllegalArgumentException when there is none
     */
    Icon icon(String name) {
        Icon icon = icons.get().get(name);
        if (icon == null) {
            throw new IllegalArgumentException("there is no picture manifest/icons/" + name + SUFFIX);
        }
        return icon;
    }

    /** The picture behind a file name; one of an older manifest leads to the picture of today. */
    Optional<Icon> served(String file) {
        String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        int hash = name.lastIndexOf('.');
        return Optional.ofNullable(icons.get().get(hash < 0 ? name : name.substring(0, hash)));
    }

    private static Map<String, Icon> read() {
        try {
            Map<String, Icon> icons = new LinkedHashMap<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:manifest/icons/*" + SUFFIX)) {
                String name = Objects.requireNonNull(file.getFilename());
                String bare = name.substring(0, name.length() - SUFFIX.length());
                icons.put(bare, new Icon(bare, file.getContentAsByteArray()));
            }
            return Map.copyOf(icons);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
