package app.tandem.crm.salesforce;

import app.tandem.crm.FileUpload;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import app.tandem.platform.RemoteFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that are there already, where no unique key says so: looked up by the record's own files, compared by name, size
 * and MD5. Each is found once, so that two like-named files of one mail stay two.
 */
final class StoredFiles {

    private static final int IDS_PER_QUERY = 500;
    /** Longer than an attempt can stay unsettled. */
    private static final Duration REACH = Duration.ofDays(7);

    /** @param owner the record it hangs on; null when it is not linked yet */
    private record Stored(
            String id,
            String title,
            long size,
            @Nullable String checksum,
            @Nullable String owner) {}

    private final List<Stored> stored;

    private StoredFiles(List<Stored> stored) {
        this.stored = stored;
    }

    static StoredFiles attachments(Queries queries, List<FileUpload> files) {
        List<Stored> stored = new ArrayList<>();
        List<String> fields = List.of("Id", "ParentId", "Name", "BodyLength");
        for (Rec row : queries.about(
                records(files), 1, IDS_PER_QUERY, fields, "Attachment", some -> Where.in("ParentId", some))) {
            stored.add(new Stored(
                    row.id(), row.required("Name"), size(row, "BodyLength"), null, row.reference("ParentId")));
        }
        return new StoredFiles(stored);
    }

    static StoredFiles contents(Queries queries, OrgShape shape, List<FileUpload> files, Instant now) {
        List<Stored> stored = new ArrayList<>(linked(queries, files));
        List<String> mailFiles = files.stream()
                .filter(FileKind.Content::beginsAlone)
                .map(FileKind.Content::title)
                .distinct()
                .toList();
        List<String> fields = List.of("Id", "Title", "ContentSize", "Checksum");
        for (Rec row : queries.about(
                mailFiles,
                1,
                IDS_PER_QUERY,
                fields,
                "ContentVersion",
                some -> Where.all(List.of(
                        Where.in("Title", some),
                        Where.is("OwnerId", shape.profile().userId()),
                        Where.is("IsLatest", true),
                        Where.from("CreatedDate", now.minus(REACH)))))) {
            if (stored.stream().noneMatch(known -> known.id().equals(row.id()))) {
                stored.add(new Stored(
                        row.id(), row.required("Title"), size(row, "ContentSize"), row.text("Checksum"), null));
            }
        }
        return new StoredFiles(stored);
    }

    private static List<Stored> linked(Queries queries, List<FileUpload> files) {
        List<String> fields = List.of(
                "LinkedEntityId",
                "ContentDocument.LatestPublishedVersionId",
                "ContentDocument.Title",
                "ContentDocument.ContentSize",
                "ContentDocument.LatestPublishedVersion.Checksum");
        return queries
                .about(
                        records(files),
                        1,
                        IDS_PER_QUERY,
                        fields,
                        "ContentDocumentLink",
                        some -> Where.in("LinkedEntityId", some))
                .stream()
                .map(row -> new Stored(
                        RecordIds.full(row.required("ContentDocument.LatestPublishedVersionId"))
                                .orElseThrow(),
                        row.required("ContentDocument.Title"),
                        size(row, "ContentDocument.ContentSize"),
                        row.text("ContentDocument.LatestPublishedVersion.Checksum"),
                        row.reference("LinkedEntityId")))
                .toList();
    }

    /** The id of the stored file, if it is there; it is not given to another one. */
    Optional<String> take(FileUpload file, String name) {
        for (Stored one : stored) {
            boolean here = one.owner() == null
                    || file.record() != null && one.owner().equals(file.record().id());
            boolean sameSize = file.size() < 0 || file.size() == one.size();
            if (here && sameSize && one.title().equals(name) && sameBytes(one, file)) {
                stored.remove(one);
                return Optional.of(one.id());
            }
        }
        return Optional.empty();
    }

    private static boolean sameBytes(Stored one, FileUpload file) {
        return one.checksum() == null
                ? file.size() == one.size()
                : one.checksum().equals(md5(file));
    }

    /** Salesforce's Checksum is MD5; it tells files apart and protects nothing. */
    private static @Nullable String md5(FileUpload file) {
        try (InputStream in = file.source().open()) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | RemoteFailureException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> records(List<FileUpload> files) {
        return files.stream()
                .map(FileUpload::record)
                .flatMap(Stream::ofNullable)
                .map(RecordRef::id)
                .collect(Collectors.toSet());
    }

    private static long size(Rec row, String field) {
        String size = row.text(field);
        return size == null ? -1 : (long) Double.parseDouble(size);
    }
}
