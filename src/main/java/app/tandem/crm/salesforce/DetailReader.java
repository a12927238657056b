package app.tandem.crm.salesforce;

import app.tandem.crm.FieldValue;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record with its layout's fields and related lists in one query (pane U-102, U-105). */
final class DetailReader {

    private static final int MOST_LISTS = 18;
    private static final String MODSTAMP = "SystemModstamp";
    private static final String RECORD_TYPE = "RecordTypeId";
    /** Kept below the fields, where people look for it (pane U-105). */
    private static final String DESCRIPTION = "Description";

    private record Listed(Layout.RelatedList list, ObjectInfo info, ObjectView view, String field) {}

    private final Queries queries;
    private final Directory directory;
    private final Cards cards;

    DetailReader(Queries queries, Directory directory) {
        this.queries = queries;
        this.directory = directory;
        this.cards = new Cards(directory);
    }

    Optional<RecordDetail> read(RecordRef ref) {
        return read(ref, true);
    }

    /** The same without related lists. */
    Optional<RecordDetail> readFields(RecordRef ref) {
        return read(ref, false);
    }

    private Optional<RecordDetail> read(RecordRef ref, boolean withLists) {
        Optional<Catalog.Described> object = directory.object(ref.type());
        if (object.isEmpty()) {
            return Optional.empty();
        }
        ObjectInfo info = object.get().info();
        Layout layout = directory.layout(info);
        List<Listed> lists = withLists ? lists(object.get(), layout) : List.of();
        List<String> fields = new ArrayList<>(fields(info, layout));
        lists.forEach(list -> fields.add(Soql.children(
                list.list().relationship(), cards.selected(list.info(), list.view(), ""), null, orders(list))));
        return queries.all(Soql.select(fields, ref.type(), Where.is("Id", ref.id()), List.of(), 0)).stream()
                .findFirst()
                .map(row -> detail(info, layout, lists, row));
    }

    private List<String> fields(ObjectInfo info, Layout layout) {
        Set<String> names = new LinkedHashSet<>(cards.selected(info, ObjectView.plain(info.name()), ""));
        List<ObjectInfo.Field> shown = pages(layout)
                .flatMap(page -> page.detail().stream())
                .flatMap(section -> section.items().stream())
                .flatMap(item -> info.field(item.field()).stream())
                .filter(DetailReader::isReadable)
                .toList();
        directory.knowTargets(shown);
        shown.forEach(field -> names.addAll(cards.selected(field)));
        Stream.of(MODSTAMP, RECORD_TYPE)
                .filter(name -> info.field(name).isPresent())
                .forEach(names::add);
        return List.copyOf(names);
    }

    private static Stream<Layout.Page> pages(Layout layout) {
        return Stream.concat(Stream.of(layout.otherwise()), layout.byRecordType().values().stream());
    }

    private static boolean isReadable(ObjectInfo.Field field) {
        return field.type() != FieldType.COMPOUND && field.type() != FieldType.OTHER;
    }

    /** The lists of all layouts: which of them counts is known with the record's type only. */
    private List<Listed> lists(Catalog.Described parent, Layout layout) {
        List<Layout.RelatedList> all = pages(layout)
                .flatMap(page -> page.relatedLists().stream())
                .filter(list -> parent.child(list.relationship()).isPresent())
                .filter(list -> Optional.ofNullable(directory.heads().get(list.object()))
                        .filter(head -> head.queryable())
                        .isPresent())
                .toList();
        directory.know(all.stream().map(Layout.RelatedList::object).toList());
        List<Listed> lists = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Layout.RelatedList list : all) {
            if (seen.add(list.relationship()) && lists.size() < MOST_LISTS) {
                directory
                        .info(list.object())
                        .ifPresent(info -> lists.add(new Listed(
                                list,
                                info,
                                new ObjectView(info.name(), columns(list, info), null, false),
                                parent.child(list.relationship()).orElseThrow().field())));
            }
        }
        return lists;
    }

    /** Columns that are fields of the listed record; its name is on the card anyway. */
    private static List<String> columns(Layout.RelatedList list, ObjectInfo info) {
        return list.columns().stream()
                .filter(column -> info.field(column).isPresent() && !column.equals(info.nameField()))
                .toList();
    }

    private List<Soql.Order> orders(Listed list) {
        List<Soql.Order> orders = list.list().orders().stream()
                .filter(order -> list.info()
                        .field(order.field())
                        .filter(ObjectInfo.Field::sortable)
                        .isPresent())
                .toList();
        return orders.isEmpty() ? cards.orders(list.info(), list.view(), "") : orders;
    }

    private RecordDetail detail(ObjectInfo info, Layout layout, List<Listed> lists, Rec row) {
        String recordType = row.reference(RECORD_TYPE);
        Layout.Page page = layout.page(recordType);
        Map<String, Object> values = new HashMap<>();
        List<RecordDetail.Section> sections = new ArrayList<>();
        boolean editable = info.head().updateable() && !row.flag("IsConverted");
        for (Layout.Section section : page.detail()) {
            List<RecordDetail.Entry> entries = section.items().stream()
                    .flatMap(item -> entry(info, page, item, row, editable).stream())
                    .toList();
            entries.forEach(entry -> keep(entry.value(), values));
            if (!entries.isEmpty()) {
                sections.add(new RecordDetail.Section(section.heading(), entries));
            }
        }
        RecordCard card = cards.card(info, ObjectView.plain(info.name()), row, "", Set.of());
        return new RecordDetail(
                card,
                recordType,
                editable,
                descriptionLast(sections),
                relatedLists(page, lists, row),
                new RecordDetail.Loaded(row.time(MODSTAMP), Map.copyOf(values)));
    }

    private static void keep(FieldValue value, Map<String, Object> values) {
        if (value.value() != null) {
            values.put(value.name(), value.value());
        }
    }

    private Optional<RecordDetail.Entry> entry(
            ObjectInfo info, Layout.Page page, Layout.Item item, Rec row, boolean editable) {
        return info.field(item.field())
                .filter(DetailReader::isReadable)
                .map(field -> new RecordDetail.Entry(
                        Forms.asOnPage(field, page),
                        item.group(),
                        cards.value(field, row, ""),
                        item.required() || field.required(),
                        editable && item.editableForUpdate() && field.updateable()));
    }

    private static List<RecordDetail.Section> descriptionLast(List<RecordDetail.Section> sections) {
        List<RecordDetail.Section> others = new ArrayList<>();
        List<RecordDetail.Section> last = new ArrayList<>();
        for (RecordDetail.Section section : sections) {
            List<RecordDetail.Entry> rest = section.entries().stream()
                    .filter(entry -> !entry.field().name().equals(DESCRIPTION))
                    .toList();
            if (rest.size() < section.entries().size()) {
                last.add(new RecordDetail.Section(
                        rest.isEmpty() ? section.heading() : "",
                        section.entries().stream()
                                .filter(entry -> entry.field().name().equals(DESCRIPTION))
                                .toList()));
            }
            if (!rest.isEmpty()) {
                others.add(new RecordDetail.Section(section.heading(), rest));
            }
        }
        others.addAll(last);
        return List.copyOf(others);
    }

    private List<RecordDetail.RelatedList> relatedLists(Layout.Page page, List<Listed> lists, Rec row) {
        List<RecordDetail.RelatedList> read = new ArrayList<>();
        for (Layout.RelatedList wanted : page.relatedLists()) {
            lists.stream()
                    .filter(list -> list.list().relationship().equals(wanted.relationship()))
                    .findFirst()
                    .ifPresent(list -> read.add(relatedList(wanted.label(), list, row)));
        }
        return List.copyOf(read);
    }

    private RecordDetail.RelatedList relatedList(String label, Listed list, Rec row) {
        @Nullable Rec child = row.child(list.list().relationship());
        List<Rec> rows = child == null ? List.of() : child.records();
        String size = child == null ? null : child.text("size");
        return new RecordDetail.RelatedList(
                label,
                list.info().name(),
                list.field(),
                size == null ? rows.size() : Math.max(rows.size(), Integer.parseInt(size)),
                rows.stream()
                        .limit(RecordGroup.FIRST)
                        .map(each -> cards.card(list.info(), list.view(), each, "", Set.of()))
                        .toList());
    }
}
