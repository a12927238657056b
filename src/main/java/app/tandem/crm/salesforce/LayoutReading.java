package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.salesforce.Layout.Item;
import app.tandem.crm.salesforce.Layout.Page;
import app.tandem.crm.salesforce.Layout.RelatedList;
import app.tandem.crm.salesforce.Layout.Section;
import com.sforce.soap.partner.DescribeLayout;
import com.sforce.soap.partner.DescribeLayoutComponent;
import com.sforce.soap.partner.DescribeLayoutItem;
import com.sforce.soap.partner.DescribeLayoutResult;
import com.sforce.soap.partner.DescribeLayoutRow;
import com.sforce.soap.partner.DescribeLayoutSection;
import com.sforce.soap.partner.FieldLayoutComponent;
import com.sforce.soap.partner.LayoutComponentType;
import com.sforce.soap.partner.PicklistForRecordType;
import com.sforce.soap.partner.RecordTypeMapping;
import com.sforce.soap.partner.RelatedListColumn;
import com.sforce.soap.partner.RelatedListSort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Understands the answer of describeLayout (salesforce-notes 12). */
final class LayoutReading {

    private record Tabbed(int tabOrder, Item item) {}

    private LayoutReading() {}

    static Layout layout(DescribeLayoutResult result, ObjectInfo info) {
        Map<String, Page> byRecordType = new HashMap<>();
        Page otherwise = null;
        for (RecordTypeMapping mapping : result.getRecordTypeMappings()) {
            Page page = page(layoutOf(result, mapping.getLayoutId()), picks(mapping, info));
            RecordIds.full(mapping.getRecordTypeId()).ifPresent(id -> byRecordType.put(id, page));
            otherwise = otherwise == null || mapping.isDefaultRecordTypeMapping() ? page : otherwise;
        }
        return new Layout(
                Map.copyOf(byRecordType), otherwise == null ? page(result.getLayouts()[0], Map.of()) : otherwise);
    }

    private static DescribeLayout layoutOf(DescribeLayoutResult result, @Nullable String id) {
        for (DescribeLayout layout : result.getLayouts()) {
            if (id != null && RecordIds.full(id).equals(RecordIds.full(layout.getId()))) {
                return layout;
            }
        }
        return result.getLayouts()[0];
    }

    private static Map<String, List<ObjectInfo.Pick>> picks(RecordTypeMapping mapping, ObjectInfo info) {
        Map<String, List<ObjectInfo.Pick>> picks = new HashMap<>();
        PicklistForRecordType[] lists = mapping.getPicklistsForRecordType();
        for (PicklistForRecordType list : lists == null ? new PicklistForRecordType[0] : lists) {
            info.field(list.getPicklistName())
                    .ifPresent(field -> picks.put(
                            field.name(),
                            ObjectReading.picks(
                                    list.getPicklistValues(),
                                    field.controller() == null
                                            ? null
                                            : info.fields().get(field.controller()))));
        }
        return Map.copyOf(picks);
    }

    private static Page page(DescribeLayout layout, Map<String, List<ObjectInfo.Pick>> picks) {
        List<RelatedList> lists = new ArrayList<>();
        for (com.sforce.soap.partner.RelatedList list : layout.getRelatedLists()) {
            if (list.getSobject() != null && list.getName() != null) {
                lists.add(new RelatedList(
                        list.getLabel(), list.getName(), list.getSobject(), columns(list), orders(list)));
            }
        }
        return new Page(
                sections(layout.getDetailLayoutSections()),
                sections(layout.getEditLayoutSections()),
                List.copyOf(lists),
                picks);
    }

    private static List<String> columns(com.sforce.soap.partner.RelatedList list) {
        List<String> columns = new ArrayList<>();
        for (RelatedListColumn column : list.getColumns()) {
            columns.add(column.getFieldApiName());
        }
        return columns;
    }

    private static List<Soql.Order> orders(com.sforce.soap.partner.RelatedList list) {
        List<Soql.Order> orders = new ArrayList<>();
        for (RelatedListSort sort : list.getSort()) {
            orders.add(new Soql.Order(sort.getColumn(), !sort.isAscending()));
        }
        return orders;
    }

    private static List<Section> sections(DescribeLayoutSection[] sections) {
        List<Section> read = new ArrayList<>();
        for (DescribeLayoutSection section : sections) {
            List<Tabbed> items = new ArrayList<>();
            for (DescribeLayoutRow row : section.getLayoutRows()) {
                for (DescribeLayoutItem item : row.getLayoutItems()) {
                    items.addAll(items(item));
                }
            }
            if (!items.isEmpty()) {
                String heading = section.getHeading() == null ? "" : section.getHeading();
                read.add(new Section(heading, inTabOrder(items)));
            }
        }
        return List.copyOf(read);
    }

    /** For two columns the order in which the tab key goes (pane U-105). */
    private static List<Item> inTabOrder(List<Tabbed> items) {
        return items.stream()
                .sorted(Comparator.comparingInt(Tabbed::tabOrder))
                .map(Tabbed::item)
                .toList();
    }

    private static List<Tabbed> items(DescribeLayoutItem item) {
        List<Tabbed> items = new ArrayList<>();
        for (DescribeLayoutComponent component : item.getLayoutComponents()) {
            DescribeLayoutComponent[] parts =
                    component instanceof FieldLayoutComponent whole ? whole.getComponents() : null;
            if (parts != null && parts.length > 0) {
                for (DescribeLayoutComponent part : parts) {
                    add(items, item, part, item.getLabel(), component.getTabOrder());
                }
            } else {
                add(items, item, component, null, component.getTabOrder());
            }
        }
        return items;
    }

    private static void add(
            List<Tabbed> items,
            DescribeLayoutItem item,
            DescribeLayoutComponent component,
            @Nullable String group,
            int tabOrder) {
        if (component.getType() == LayoutComponentType.Field && component.getValue() != null) {
            items.add(new Tabbed(
                    tabOrder,
                    new Item(
                            component.getValue(),
                            item.getLabel() == null ? component.getValue() : item.getLabel(),
                            group,
                            // Of a whole that is required, some parts need not be filled; the object says which must.
                            item.isRequired() && group == null,
                            item.isEditableForNew(),
                            item.isEditableForUpdate())));
        }
    }
}
