package app.tandem.crm.salesforce;

import app.tandem.crm.salesforce.Soql.Where;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.sobject.SObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Asks a question about a list of values in as few statements as fit, and in more when Salesforce wants less at once. */
final class Queries {

    private static final int MOST_ANSWERS = 100;

    private final Conversation conversation;

    Queries(Conversation conversation) {
        this.conversation = conversation;
    }

    /** All rows of a statement, page by page. */
    List<Rec> all(String statement) {
        List<Rec> rows = new ArrayList<>();
        addAll(rows, conversation.read(connection -> connection.query(statement)));
        return rows;
    }

    /** All rows of an object, archived ones too, but none that is deleted. */
    List<Rec> allLive(List<String> fields, String object, Where where) {
        String statement = Soql.select(fields, object, Where.all(List.of(where, Where.is("IsDeleted", false))));
        List<Rec> rows = new ArrayList<>();
        addAll(rows, conversation.read(connection -> connection.queryAll(statement)));
        return rows;
    }

    /**
     * What one call answers.
     *
     * @param whole whether there was no more; a server may give less than it was asked for
     */
    record Answer(List<Rec> rows, boolean whole) {}

    /** The rows of one call, archived ones too; the statement keeps deleted ones out. */
    Answer once(String statement) {
        QueryResult result = conversation.read(connection -> connection.queryAll(statement));
        SObject[] rows = result.getRecords() == null ? new SObject[0] : result.getRecords();
        return new Answer(Stream.of(rows).map(Rec::new).toList(), result.isDone());
    }

    /** All rows of a sub-query; those that did not come with their parent are fetched by its own locator. */
    List<Rec> children(Rec parent, String relationship) {
        Rec first = parent.child(relationship);
        if (first == null) {
            return List.of();
        }
        List<Rec> rows = new ArrayList<>(first.records());
        String locator = first.text("queryLocator");
        if (!first.flag("done") && locator != null) {
            addAll(rows, conversation.read(connection -> connection.queryMore(locator)));
        }
        return rows;
    }

    private void addAll(List<Rec> rows, QueryResult first) {
        QueryResult page = first;
        for (int answers = 1; ; answers++) {
            for (SObject row : page.getRecords() == null ? new SObject[0] : page.getRecords()) {
                rows.add(new Rec(row));
            }
            String locator = page.getQueryLocator();
            if (page.isDone() || locator == null || answers == MOST_ANSWERS) {
                return;
            }
            page = conversation.read(connection -> connection.queryMore(locator));
        }
    }

    /**
     * All rows for the values.
     *
     * @param copies how often a value stands in the condition
     * @param mostValues per statement
     */
    List<Rec> about(
            Collection<String> values,
            int copies,
            int mostValues,
            List<String> fields,
            String object,
            Function<List<String>, Where> where) {
        List<Rec> rows = new ArrayList<>();
        for (List<String> portion : Soql.portions(values, Function.identity(), copies, mostValues)) {
            rows.addAll(portion(portion, some -> all(Soql.select(fields, object, where.apply(some)))));
        }
        return rows;
    }

    /**
     * All closed or open tasks for the values, however old: query() does not find a closed one any more once its day lies
     * about a year back, and a mail may be that old on the day it is saved.
     */
    List<Rec> tasks(
            Collection<String> values, int mostValues, List<String> fields, Function<List<String>, Where> where) {
        return evenArchived(values, mostValues, fields, "Task", where);
    }

    /** The same for records of any object. */
    List<Rec> evenArchived(
            Collection<String> values,
            int mostValues,
            List<String> fields,
            String object,
            Function<List<String>, Where> where) {
        List<Rec> rows = new ArrayList<>();
        for (List<String> portion : Soql.portions(values, Function.identity(), 1, mostValues)) {
            rows.addAll(portion(portion, some -> allLive(fields, object, where.apply(some))));
        }
        return rows;
    }

    private List<Rec> portion(List<String> values, Function<List<String>, List<Rec>> reading) {
        try {
            return reading.apply(values);
        } catch (CallFailed failed) {
            if (values.size() == 1 || !Faults.asksForLess(failed)) {
                throw failed;
            }
            int half = values.size() / 2;
            List<Rec> rows = new ArrayList<>(portion(values.subList(0, half), reading));
            rows.addAll(portion(values.subList(half, values.size()), reading));
            return rows;
        }
    }
}
