package app.tandem.crm.salesforce;

import app.tandem.crm.Stirrings;
import app.tandem.crm.salesforce.Soql.Order;
import app.tandem.crm.salesforce.Soql.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was touched among the tasks of an org, deleted ones too (salesforce-notes 10). */
final class TouchedRecords implements Stirrings {

    /** A transaction may end that much after the time its rows bear. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final int MOST = 2_000;
    private static final int IDS_PER_QUERY = 1_000;
    private static final String OWNER = "OwnerId";

    private final KnownOrg org;
    private final Queries queries;

    TouchedRecords(Conversation conversation, Shapes shapes) {
        this.org = new KnownOrg(conversation, shapes);
        this.queries = new Queries(conversation);
    }

    @Override
    public Set<String> seeEverything(Collection<String> users) {
        return KnownOrg.failingAsRemote(() -> {
            Set<String> seers = new LinkedHashSet<>();
            queries.about(
                            users,
                            1,
                            IDS_PER_QUERY,
                            List.of("Id"),
                            "User",
                            some -> Where.all(List.of(
                                    Where.in("Id", some),
                                    Where.is("IsActive", true),
                                    Where.is("Profile.PermissionsViewAllData", true))))
                    .forEach(row -> seers.add(row.id()));
            return seers;
        });
    }

    @Override
    public Found since(@Nullable Instant position, Collection<String> owners) {
        return org.ask(shape -> {
            List<Where> tasks = new ArrayList<>(new TaskItems(shape).nature());
            if (!owners.isEmpty()) {
                tasks.add(Where.in(OWNER, owners));
            }
            Instant from = position == null ? latest(tasks) : position;
            return from == null ? new Found(List.of(), null) : since(from, tasks);
        });
    }

    private @Nullable Instant latest(List<Where> tasks) {
        return queries.once(Soql.extent(TaskItems.TASK, ItemReading.STAMP, Where.all(tasks)))
                .rows()
                .getFirst()
                .moment("latest")
                .orElse(null);
    }

    private Found since(Instant position, List<Where> tasks) {
        List<Where> late = new ArrayList<>(tasks);
        late.add(Where.from(ItemReading.STAMP, position.minus(LATE)));
        List<Rec> rows = queries.once(Soql.select(
                        List.of("Id", OWNER, ItemReading.STAMP, "IsDeleted"),
                        TaskItems.TASK,
                        Where.all(late),
                        List.of(new Order(ItemReading.STAMP, true)),
                        MOST))
                .rows();
        Instant latest = rows.isEmpty() ? position : rows.getFirst().time(ItemReading.STAMP);
        return new Found(
                rows.stream().map(TouchedRecords::touched).toList(), latest.isAfter(position) ? latest : position);
    }

    private static Touched touched(Rec row) {
        return new Touched(
                row.id(), String.valueOf(row.reference(OWNER)), ItemReading.mark(row), row.flag("IsDeleted"));
    }
}
