package app.tandem.manifest;

import java.util.List;

/** A manifest came out so that Outlook would refuse it; it is not served. Its message names every finding. */
final class InvalidManifestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidManifestException(List<Finding> findings) {
        super("the rendered manifest is not served, because " + findings);
    }
}
