package org.stillpoint.io.internal.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.PairwiseComparisons;

/**
 * Tables of results, each of two sides with their scores, as pairwise comparisons: the higher score wins, equal ones tie, results
 * without scores are left out with a warning.
 */
public final class ResultsTable {

    /** The field of a document that refers to the table. */
    public static final String RESULTS = "results";
    /** The field with the values that other columns must have for a result to count. */
    static final String WHERE = "where";

    private static final List<String> COLUMNS = List.of("home", "away", "homeScore", "awayScore", "score");
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(RESULTS, WHERE, "home", "away", "homeScore", "awayScore", "score",
            "tieRule", "prior"));

    private final String source;
    private final Map<String, Integer> players = new LinkedHashMap<>();
    /** By the indices of two players, the lower one first: the wins of the lower, of the higher, and the ties. */
    private final Map<Long, double[]> pairs = new LinkedHashMap<>();
    private long withoutScore;
    private long firstWithoutScore;

    private ResultsTable(String source) {
        this.source = source;
    }

    /** Whether a file's name ends like that of a table of results. */
    public static boolean isTable(String name) {
        return TableRows.isTable(name);
    }

    /** Whether the columns of a CSV file have the usual names of a table of results; only its first line is read. */
    public static boolean hasUsualColumns(ProblemSource file) throws IOException {
        try {
            return ResultColumns.find(Map.of(), TableRows.firstLine(file), file.name()) != null;
        } catch (ProblemFormatException other) {
            return false;
        }
    }

    /** Reads a table whose columns have usual names. */
    public static ReadResult read(ProblemSource file) throws IOException {
        return read(file, DataRecord.of(PairwiseComparisons.TYPE, 1).build());
    }

    /**
     * Reads a table.
     *
     * @param document the fields of a document that names columns, restricts the rows, and says what a tie is
     * @throws ProblemFormatException naming the line
     * @throws DataException if a field of the document is wrong
     */
    public static ReadResult read(ProblemSource file, DataRecord document) throws IOException {
        checkNames(document);
        ResultsTable table = new ResultsTable(file.name());
        table.collect(TableRows.read(file), document);
        DataRecord.Builder record = DataRecord.of(PairwiseComparisons.TYPE, document.version());
        table.write(record);
        if (document.has("tieRule")) {
            record.text("tieRule", document.text("tieRule"));
        }
        if (document.has("prior")) {
            record.number("prior", document.number("prior"));
        }
        return new ReadResult(PairwiseComparisons.fromRecord(record.build()), table.warnings());
    }

    private static void checkNames(DataRecord document) {
        for (String name : document.names()) {
            if (!KNOWN.contains(name)) {
                throw new DataException("field " + name + " of " + document.type()
                        + " is unknown beside a table of results; expected one of " + KNOWN);
            }
        }
    }

    private void collect(List<TableRow> rows, DataRecord document) throws ProblemFormatException {
        if (rows.isEmpty()) {
            throw new ProblemFormatException(source, 0, "the table has no rows; expected results below a line with the names of columns");
        }
        Set<String> present = new LinkedHashSet<>();
        rows.forEach(row -> present.addAll(row.cells().keySet()));
        Map<String, String> named = new LinkedHashMap<>();
        for (String which : COLUMNS) {
            if (document.has(which)) {
                named.put(which, document.text(which));
            }
        }
        ResultColumns columns = ResultColumns.find(named, present, source);
        Map<String, String> where = where(document, present);
        for (TableRow row : rows) {
            if (where.entrySet().stream().allMatch(condition -> row.cell(condition.getKey()).equals(condition.getValue()))) {
                add(row, columns);
            }
        }
        if (pairs.isEmpty()) {
            throw new ProblemFormatException(source, 0, "no row has a result" + (where.isEmpty() ? "" : " where " + where));
        }
    }

    private Map<String, String> where(DataRecord document, Set<String> present) throws ProblemFormatException {
        Map<String, String> where = new LinkedHashMap<>();
        if (document.has(WHERE)) {
            DataRecord conditions = document.record(WHERE);
            for (String column : conditions.names()) {
                if (!present.contains(column)) {
                    throw new ProblemFormatException(source, 1, "there is no column '" + column + "'; expected one of " + present);
                }
                Object value = conditions.fields().get(column);
                where.put(column, value instanceof Long || value instanceof Double ? value.toString() : conditions.text(column));
            }
        }
        return where;
    }

    private void add(TableRow row, ResultColumns columns) throws ProblemFormatException {
        String home = row.cell(columns.home());
        String away = row.cell(columns.away());
        if (home.isEmpty() || away.isEmpty() || home.equals(away)) {
            throw new ProblemFormatException(source, row.line(), "a result between '" + home + "' and '" + away
                    + "'; expected two different names");
        }
        Score score = Score.of(row, columns, source);
        if (score == null) {
            firstWithoutScore = withoutScore++ == 0 ? row.line() : firstWithoutScore;
            return;
        }
        int first = players.computeIfAbsent(home, name -> players.size());
        int second = players.computeIfAbsent(away, name -> players.size());
        long key = (long) Math.min(first, second) << Integer.SIZE | Math.max(first, second);
        double[] outcomes = pairs.computeIfAbsent(key, pair -> new double[3]);
        boolean lowerWins = first < second == score.home() > score.away();
        outcomes[score.home() == score.away() ? 2 : lowerWins ? 0 : 1]++;
    }

    /** Each pair once, and once more the other way round where both won. */
    private void write(DataRecord.Builder record) {
        int length = pairs.size();
        for (double[] outcomes : pairs.values()) {
            length += outcomes[1] > 0 ? 1 : 0;
        }
        int[] first = new int[length];
        int[] second = new int[length];
        double[] wins = new double[length];
        double[] ties = new double[length];
        int at = 0;
        for (Map.Entry<Long, double[]> pair : pairs.entrySet()) {
            double[] outcomes = pair.getValue();
            first[at] = (int) (pair.getKey() >> Integer.SIZE);
            second[at] = pair.getKey().intValue();
            wins[at] = outcomes[0];
            ties[at] = outcomes[2];
            at++;
            if (outcomes[1] > 0) {
                first[at] = second[at - 1];
                second[at] = first[at - 1];
                wins[at] = outcomes[1];
                at++;
            }
        }
        record.texts("names", new ArrayList<>(players.keySet())).ints("first", first).ints("second", second).doubles("wins", wins)
                .doubles("ties", ties);
    }

    private List<String> warnings() {
        return withoutScore == 0 ? List.of() : List.of(source + ":" + firstWithoutScore + ": " + (withoutScore == 1
                ? "a result without scores was left out" : withoutScore + " results without scores were left out, this is the first"));
    }
}
