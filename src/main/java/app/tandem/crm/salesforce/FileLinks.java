package app.tandem.crm.salesforce;

import app.tandem.crm.FileLink;
import app.tandem.crm.FileUpload;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import com.sforce.soap.partner.sobject.SObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links stored files with further records (sync, S-49) and with mails. What could not be settled shows in the
 * file's outcome, and the same call again completes it.
 */
final class FileLinks {

    private static final Logger LOG = LoggerFactory.getLogger(FileLinks.class);
    /** Of 100 that Salesforce allows, its owner and its record have one each. */
    private static final int MOST_LINKS = 98;

    private static final int IDS_PER_QUERY = 2_000;
    private static final String DOCUMENT = "ContentDocumentId";
    private static final String TARGET = "LinkedEntityId";
    /** The record's own access decides, as for files that people add to it (salesforce-notes 9). */
    private static final String INFERRED = "I";

    /** @param isOwn the link to the record the file is for; without it the file is nowhere */
    private record Link(int file, String version, String target, boolean isOwn) {}

    private final Queries queries;
    private final Writing writing;

    FileLinks(Queries queries, Writing writing) {
        this.queries = queries;
        this.writing = writing;
    }

    /** Makes the missing links and lowers the outcome of files whose links are not settled. */
    void complete(List<FileUpload> files, WriteOutcome[] outcomes) {
        List<Link> links = new ArrayList<>();
        Set<String> existed = new HashSet<>();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] instanceof WriteOutcome.Done done) {
                links.addAll(wanted(i, done.id(), files.get(i)));
            } else if (outcomes[i] instanceof WriteOutcome.Exists exists && exists.id() != null) {
                existed.add(exists.id());
                links.addAll(wanted(i, exists.id(), files.get(i)));
            }
        }
        settle(links, existed, outcomes);
    }

    /** Makes the missing links of files that are stored already; a further link too many is left out (sync A-12). */
    List<WriteOutcome> link(List<FileLink> files) {
        WriteOutcome[] outcomes = new WriteOutcome[files.size()];
        List<Link> links = new ArrayList<>();
        Set<String> existed = new HashSet<>();
        for (int i = 0; i < outcomes.length; i++) {
            String version = files.get(i).file();
            outcomes[i] = new WriteOutcome.Exists(version);
            existed.add(version);
            for (RecordRef record : files.get(i).records()) {
                links.add(new Link(i, version, record.id(), false));
            }
        }
        settle(links, existed, outcomes);
        return List.of(outcomes);
    }

    private void settle(List<Link> links, Set<String> existed, WriteOutcome[] outcomes) {
        if (links.isEmpty()) {
            return;
        }
        try {
            make(links, existed, outcomes);
        } catch (CallFailed failed) {
            links.forEach(link -> outcomes[link.file()] = new WriteOutcome.Later(failed.code(), null));
        }
    }

    private static List<Link> wanted(int index, String version, FileUpload file) {
        List<Link> links = new ArrayList<>();
        String own = file.record() == null ? "" : file.record().id();
        FileKind.Content.linkedApart(file).ifPresent(mail -> links.add(new Link(index, version, mail.id(), true)));
        for (RecordRef target :
                file.links().stream().distinct().limit(MOST_LINKS).toList()) {
            if (!target.id().equals(own)) {
                links.add(new Link(index, version, target.id(), false));
            }
        }
        if (file.links().size() > MOST_LINKS) {
            LOG.warn(
                    "A file of {} was to have {} links",
                    file.record(),
                    file.links().size());
        }
        return links;
    }

    private void make(List<Link> links, Set<String> existed, WriteOutcome[] outcomes) {
        Map<String, String> documents = documents(links);
        Set<String> there = there(existed, documents);
        List<Link> missing = links.stream()
                .filter(link -> documents.containsKey(link.version())
                        && !there.contains(documents.get(link.version()) + link.target()))
                .toList();
        for (List<Link> slice : Slices.of(missing, Slices.MOST_ROWS, Long.MAX_VALUE, link -> 1)) {
            List<WriteOutcome> made = writing.create(slice.stream()
                    .map(link -> record(documents.getOrDefault(link.version(), ""), link.target()))
                    .toList());
            for (int i = 0; i < slice.size(); i++) {
                settle(slice.get(i), made.get(i), outcomes);
            }
        }
    }

    private static void settle(Link link, WriteOutcome made, WriteOutcome[] outcomes) {
        switch (made) {
            case WriteOutcome.Done done -> {}
            case WriteOutcome.Exists exists -> {}
            case WriteOutcome.Unknown unknown -> outcomes[link.file()] = unknown;
            case WriteOutcome.Later later -> {
                if (link.isOwn() || !later.code().equals("LIMIT_EXCEEDED")) {
                    outcomes[link.file()] = later;
                }
            }
            case WriteOutcome.Refused refused -> {
                if (link.isOwn()) {
                    outcomes[link.file()] = refused;
                }
                LOG.info("A link of a file was refused: {}", refused.code());
            }
            case WriteOutcome.Gone gone -> {}
            case WriteOutcome.Changed changed -> {}
        }
    }

    private Map<String, String> documents(List<Link> links) {
        Set<String> versions = new HashSet<>();
        links.forEach(link -> versions.add(link.version()));
        Map<String, String> documents = new HashMap<>();
        for (Rec row : queries.about(
                versions, 1, IDS_PER_QUERY, List.of("Id", DOCUMENT), "ContentVersion", some -> Where.in("Id", some))) {
            documents.put(row.id(), row.required(DOCUMENT));
        }
        return documents;
    }

    private Set<String> there(Set<String> existed, Map<String, String> documents) {
        List<String> old = existed.stream()
                .map(documents::get)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        Set<String> there = new HashSet<>();
        for (Rec row : queries.about(
                old,
                1,
                IDS_PER_QUERY,
                List.of(DOCUMENT, TARGET),
                "ContentDocumentLink",
                some -> Where.in(DOCUMENT, some))) {
            there.add(row.required(DOCUMENT) + row.required(TARGET));
        }
        return there;
    }

    private static SObject record(String document, String target) {
        SObject record = new SObject();
        record.setType("ContentDocumentLink");
        record.setField(DOCUMENT, document);
        record.setField(TARGET, target);
        record.setField("ShareType", INFERRED);
        return record;
    }
}
