package app.tandem.crm;

import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link InMemoryCrm} as one user. */
final class MemoryCrmOfUser implements Crm {

    private static final int SLICE = 200;

    private final InMemoryCrm org;
    private final String userId;
    private @Nullable OrgProfile profile;

    MemoryCrmOfUser(InMemoryCrm org, String userId) {
        this.org = org;
        this.userId = userId;
    }

    @Override
    public OrgProfile profile() {
        OrgProfile known = profile;
        if (known == null) {
            org.read("profile", userId);
            known = MemorySchema.profile(org, userId);
            profile = known;
        }
        return known;
    }

    @Override
    public Map<MailKey, RecordRef> findSaved(Set<MailKey> keys) {
        Map<MailKey, RecordRef> found = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        org.read("findSaved", userId);
        for (MailKey key : keys) {
            saved(key).ifPresent(record -> found.put(key, record));
        }
        return found;
    }

    @Override
    public Candidates search(LinkSearch search) {
        org.read("search", userId);
        return new MemorySearch(org).run(search);
    }

    @Override
    public List<WriteOutcome> create(List<Row> rows) {
        return inSlices(rows, "create", this::createRow);
    }

    @Override
    public Map<Row, RecordRef> lookUp(List<Row> rows) {
        Map<Row, RecordRef> found = new LinkedHashMap<>();
        if (rows.isEmpty()) {
            return found;
        }
        org.read("lookUp", userId);
        for (Row row : rows) {
            oldest(
                            row.type(),
                            record -> sameKey(row, record, MemorySchema.KEY)
                                    || row.type().equals("EmailMessage")
                                            && sameKey(row, record, "MessageIdentifier")
                                            && (!row.copy()
                                                    || !org.packageInstalled && sameKey(row, record, "RelatedToId"))
                                    || endsWithReference(row, record))
                    .ifPresent(record -> found.put(row, ref(row.type(), record)));
        }
        return found;
    }

    @Override
    public List<WriteOutcome> attach(List<FileUpload> files, FileStorage storage) {
        return inSlices(files, "attach", this::attachFile);
    }

    @Override
    public List<WriteOutcome> link(List<FileLink> files) {
        return inSlices(files, "link", this::linkFile);
    }

    private WriteOutcome linkFile(FileLink link) {
        synchronized (org) {
            if (!org.contentAsFiles
                    || org.files().stream().noneMatch(file -> file.id().equals(link.file()))) {
                return new WriteOutcome.Exists(link.file());
            }
            link.records().forEach(record -> {
                if (org.get(record.id()) != null) {
                    org.link(link.file(), record.id());
                }
            });
            return new WriteOutcome.Exists(link.file());
        }
    }

    @Override
    public List<WriteOutcome> delete(List<RecordRef> records) {
        return inSlices(records, "delete", this::deleteRecord);
    }

    private WriteOutcome deleteRecord(RecordRef record) {
        synchronized (org) {
            if (org.get(record.id()) == null) {
                return new WriteOutcome.Gone();
            }
            org.delete(record.id());
            return new WriteOutcome.Done(record.id(), null);
        }
    }

    @Override
    public List<WriteOutcome> relink(List<Relink> records) {
        return inSlices(records, "relink", this::relinkRecord);
    }

    private WriteOutcome relinkRecord(Relink relink) {
        synchronized (org) {
            String id = relink.record().id();
            if (org.get(id) == null) {
                return new WriteOutcome.Gone();
            }
            if (!relink.exactly()) {
                MemoryRelations.add(
                        org, id, relink.people().stream().map(RecordRef::id).toList());
                return new WriteOutcome.Done(id, null);
            }
            boolean mail = relink.record().type().equals("EmailMessage");
            List<String> people = relink.people().stream().map(RecordRef::id).toList();
            Map<String, Object> links = new LinkedHashMap<>();
            links.put(
                    mail ? "RelatedToId" : "WhatId",
                    relink.business() == null ? null : relink.business().id());
            if (mail) {
                MemoryRelations.set(org, id, people);
            } else {
                links.put("WhoId", people.isEmpty() ? null : people.getFirst());
                links.put("TaskWhoIds", people.size() > 1 ? people : null);
            }
            org.change(id, userId, links);
            java.util.Objects.requireNonNull(org.get(id)).values().removeIf(java.util.Objects::isNull);
            return new WriteOutcome.Done(id, null);
        }
    }

    @Override
    public Map<RecordRef, RecordTrace> trace(Collection<RecordRef> records) {
        Map<RecordRef, RecordTrace> traces = new LinkedHashMap<>();
        if (!records.isEmpty()) {
            org.read("trace", userId);
        }
        for (RecordRef record : records) {
            Map<String, Object> row = org.get(record.id());
            if (row != null) {
                String maker = (String) row.getOrDefault("CreatedById", "");
                traces.put(
                        record,
                        new RecordTrace(
                                (Instant) row.get("CreatedDate"), maker, (Instant) row.get("LastModifiedDate"), (String)
                                        row.getOrDefault("LastModifiedById", maker)));
            }
        }
        return traces;
    }

    @Override
    public Map<String, FileTrace> files(Collection<String> ids) {
        Map<String, FileTrace> files = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            org.read("files", userId);
        }
        org.files().stream()
                .filter(file -> ids.contains(file.id()) && sees(file))
                .forEach(file -> {
                    Set<String> holders = new HashSet<>(file.links());
                    if (!file.parent().isEmpty()) {
                        holders.add(file.parent());
                    }
                    String whole = org.contentAsFiles ? "ContentDocument" : "Attachment";
                    files.put(file.id(), new FileTrace(new RecordRef(whole, file.id()), holders, true));
                });
        return files;
    }

    /** What hangs at no record is its owner's alone. */
    private boolean sees(InMemoryCrm.StoredFile file) {
        boolean isPrivate = file.parent().isEmpty() && file.links().isEmpty();
        return !isPrivate
                || userId.equals(
                        java.util.Objects.requireNonNull(org.get(file.id())).get("OwnerId"));
    }

    private <T> List<WriteOutcome> inSlices(List<T> all, String operation, Function<T, WriteOutcome> effect) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SLICE) {
            List<T> slice = all.subList(from, Math.min(all.size(), from + SLICE));
            outcomes.addAll(slice(slice, operation, effect));
        }
        return outcomes;
    }

    private <T> List<WriteOutcome> slice(List<T> slice, String operation, Function<T, WriteOutcome> effect) {
        Trouble trouble = org.call(operation, userId, slice.size());
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < slice.size(); i++) {
            if (trouble instanceof Trouble.RequestLost) {
                outcomes.add(new WriteOutcome.Unknown("ANSWER_LOST"));
            } else if (trouble instanceof Trouble.Rows some && (i + 1) % some.every() == 0) {
                outcomes.add(some.outcome());
            } else {
                WriteOutcome outcome = effect.apply(slice.get(i));
                outcomes.add(trouble instanceof Trouble.AnswerLost ? new WriteOutcome.Unknown("ANSWER_LOST") : outcome);
            }
        }
        if (trouble instanceof Trouble.Crashes) {
            throw new Trouble.Died();
        }
        return outcomes;
    }

    private WriteOutcome createRow(Row row) {
        synchronized (org) {
            Optional<WriteOutcome> refusal = MemoryRules.refusal(org, profile(), row);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Map<String, Object> fields = new LinkedHashMap<>(row.fields());
            fields.putIfAbsent("OwnerId", userId);
            fields.put("CreatedById", userId);
            String id = org.put(row.type(), fields);
            if (row.fields().get("ContentDocumentIds") instanceof List<?> files) {
                files.forEach(file -> org.link((String) file, id));
            }
            return new WriteOutcome.Done(id, null);
        }
    }

    private WriteOutcome attachFile(FileUpload file) {
        synchronized (org) {
            String parent = file.record() == null ? "" : file.record().id();
            Optional<InMemoryCrm.StoredFile> there = org.files().stream()
                    .filter(stored -> stored.attemptKey().equals(file.attemptKey())
                            && stored.parent().equals(parent))
                    .findFirst();
            if (there.isPresent()) {
                return new WriteOutcome.Exists(there.get().id());
            }
            if (!parent.isEmpty() && org.get(parent) == null) {
                return new WriteOutcome.Refused("INVALID_CROSS_REFERENCE_KEY", List.of("FirstPublishLocationId"));
            }
            return keep(file, parent);
        }
    }

    private WriteOutcome keep(FileUpload file, String parent) {
        try (InputStream in = file.source().open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            String id = org.put("ContentVersion", Map.of("Title", file.name(), "OwnerId", userId));
            List<String> links = file.links().stream().map(RecordRef::id).toList();
            String sha = HexFormat.of().formatHex(digest.digest());
            org.keep(new InMemoryCrm.StoredFile(id, file.name(), size, sha, parent, links, file.attemptKey()));
            return new WriteOutcome.Done(id, null);
        } catch (RemoteFailureException e) {
            return new WriteOutcome.Later(
                    "SOURCE_UNREADABLE",
                    e.failure() instanceof RemoteFailure.Throttled throttled ? throttled.until() : null);
        } catch (IOException e) {
            return new WriteOutcome.Later("SOURCE_UNREADABLE", null);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<RecordRef> saved(MailKey key) {
        Stream<RecordRef> mails =
                all("EmailMessage", record -> sameId(key, record)).map(record -> ref("EmailMessage", record));
        Stream<RecordRef> tasks = all("Task", record -> key.hash().equals(record.get(MemorySchema.KEY)))
                .map(record -> ref("Task", record));
        return Stream.concat(mails, tasks).min(Comparator.comparing(this::created));
    }

    private static boolean sameId(MailKey key, Map<String, Object> record) {
        Object identifier = record.get("MessageIdentifier");
        return key.hash().equals(record.get(MemorySchema.KEY))
                || key.messageId() != null
                        && identifier instanceof String text
                        && text.toLowerCase(Locale.ROOT).equals(key.messageId().toLowerCase(Locale.ROOT));
    }

    private static boolean sameKey(Row row, Map<String, Object> record, String field) {
        Object key = row.fields().get(field);
        return key != null && key.equals(record.get(field));
    }

    /** Where there is no key field, the reference line is all that tells one attempt from another. */
    private static boolean endsWithReference(Row row, Map<String, Object> record) {
        return row.type().equals("Task")
                && !row.fields().containsKey(MemorySchema.KEY)
                && record.get("Description") instanceof String text
                && text.stripTrailing().endsWith(row.referenceLine());
    }

    private Optional<Map<String, Object>> oldest(String type, java.util.function.Predicate<Map<String, Object>> which) {
        return all(type, which).min(Comparator.comparing(record -> (java.time.Instant) record.get("CreatedDate")));
    }

    private Stream<Map<String, Object>> all(String type, java.util.function.Predicate<Map<String, Object>> which) {
        return org.matching(type, which).stream();
    }

    private java.time.Instant created(RecordRef record) {
        Map<String, Object> fields = org.get(record.id());
        return fields == null ? java.time.Instant.MAX : (java.time.Instant) fields.get("CreatedDate");
    }

    private static RecordRef ref(String type, Map<String, Object> record) {
        return new RecordRef(type, (String) record.get("Id"));
    }
}
