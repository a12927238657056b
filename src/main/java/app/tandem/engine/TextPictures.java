package app.tandem.engine;

import app.tandem.crm.FileStorage;
import app.tandem.crm.FileTrace;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.journal.AttachmentEntry;
import app.tandem.mailbox.FileRef;
import app.tandem.platform.Hashes;
import app.tandem.sync.AttachmentPlan;
import app.tandem.sync.StoredPicture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the pictures that the texts of messages show, before the records that show them (sync E-4). Only who saves a
 * message sees them until its record is created with them. A record can wait for its pictures; pictures that nobody can have are
 * described.
 *
 * @see "docs/decisions/027-pictures-in-mail.md"
 */
final class TextPictures {

    /**
     * What can be shown.
     *
     * @param again messages that have to wait for a picture, with the time that was named, if any was
     */
    record Kept(Map<ItemId, Map<AttachmentId, StoredPicture>> shown, Map<ItemId, Optional<Instant>> again) {

        Map<AttachmentId, StoredPicture> of(Prepared message) {
            return shown.getOrDefault(message.candidate().mail().id(), Map.of());
        }

        boolean waits(Prepared message) {
            return again.containsKey(message.candidate().mail().id());
        }

        Optional<Instant> until(Prepared message) {
            return again.getOrDefault(message.candidate().mail().id(), Optional.empty());
        }
    }

    private record Place(Prepared message, AttachmentPlan.Show plan, int number) {

        FileRef ref() {
            return new FileRef(
                    message.candidate().mail().id(), plan.attachment().id());
        }
    }

    private final Conversation conversation;
    private final Desk desk;

    TextPictures(Conversation conversation, Desk desk) {
        this.conversation = conversation;
        this.desk = desk;
    }

    /** Stores what is not stored yet. */
    Kept keep(List<Prepared> messages) {
        List<Place> places = places(messages);
        Kept kept = new Kept(new HashMap<>(), new HashMap<>());
        if (places.isEmpty()) {
            return kept;
        }
        Map<FileRef, AttachmentEntry> known = known(messages);
        List<Place> open = show(places, stored(places, known), kept);
        open.removeIf(place -> isRefused(known.get(place.ref())));
        // A colleague may have stored a picture and never come to its record: hidden from us, it is stored once more.
        List<Place> hidden = store(open, known, "", kept);
        store(hidden, known, "/" + conversation.user().connectedCrm().userId(), kept);
        return kept;
    }

    private static List<Place> places(List<Prepared> messages) {
        List<Place> places = new ArrayList<>();
        for (Prepared message : messages) {
            for (int i = 0; i < message.files().size(); i++) {
                if (message.files().get(i) instanceof AttachmentPlan.Show show) {
                    places.add(new Place(message, show, i));
                }
            }
        }
        return places;
    }

    private Map<FileRef, AttachmentEntry> known(List<Prepared> messages) {
        Map<FileRef, AttachmentEntry> known = new HashMap<>();
        desk.attachments(messages.stream()
                        .map(message -> message.candidate().mail().id())
                        .toList())
                .forEach(entry -> known.put(new FileRef(entry.item(), entry.attachment()), entry));
        return known;
    }

    private static Map<FileRef, String> stored(List<Place> places, Map<FileRef, AttachmentEntry> known) {
        Map<FileRef, String> stored = new HashMap<>();
        for (Place place : places) {
            AttachmentEntry entry = known.get(place.ref());
            if (entry != null && entry.record() != null) {
                stored.put(place.ref(), entry.record());
            }
        }
        return stored;
    }

    private static boolean isRefused(@org.jspecify.annotations.Nullable AttachmentEntry entry) {
        return entry != null && entry.reason().state() == Reason.State.REFUSED;
    }

    /** Answers the places whose pictures are not to be seen in the org. */
    private List<Place> show(List<Place> places, Map<FileRef, String> stored, Kept kept) {
        Map<String, FileTrace> traces =
                stored.isEmpty() ? Map.of() : conversation.crm().files(stored.values());
        List<Place> open = new ArrayList<>();
        for (Place place : places) {
            String version = stored.get(place.ref());
            FileTrace trace = version == null ? null : traces.get(version);
            if (version == null || trace == null) {
                open.add(place);
            } else {
                kept.shown()
                        .computeIfAbsent(place.ref().item(), item -> new LinkedHashMap<>())
                        .put(
                                place.plan().attachment().id(),
                                new StoredPicture(version, trace.whole().id()));
            }
        }
        return open;
    }

    /** Answers the places whose pictures are stored and hidden. */
    private List<Place> store(List<Place> places, Map<FileRef, AttachmentEntry> known, String whose, Kept kept) {
        Uploads.Sent sent = new Uploads(conversation, desk, AttachmentEntry.SHOWN)
                .send(places.stream().map(place -> piece(place, known, whose)).toList(), FileStorage.FILES);
        sent.again().forEach(kept.again()::put);
        List<Place> there = places.stream()
                .filter(place -> sent.stored().containsKey(place.ref()))
                .toList();
        Map<FileRef, String> stored = new HashMap<>();
        sent.stored().forEach((ref, id) -> id.ifPresent(version -> stored.put(ref, version)));
        return show(there, stored, kept);
    }

    private static Uploads.Piece piece(Place place, Map<FileRef, AttachmentEntry> known, String whose) {
        AttachmentEntry before = known.get(place.ref());
        return new Uploads.Piece(
                place.ref().item(),
                place.plan().attachment(),
                place.plan().fileName(),
                place.plan().contentType(),
                null,
                List.of(),
                attemptKey(place, whose),
                before == null ? 0 : before.readings());
    }

    /** The same for every attempt at this picture, whoever's copy it is read from. */
    private static String attemptKey(Place place, String whose) {
        return Hashes.sha256(place.message().candidate().key().hash() + "/" + place.number() + whose);
    }
}
