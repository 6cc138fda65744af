package org.stillpoint.plot.internal.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.drawing.MatrixPicture;

/** Shows batches of square matrices: the first few as maps, and of each one the extent of its entries and of its sums. */
@Component
@ResultViewerInfo(problem = {DoublyStochasticProblem.TYPE, MatrixParametrisationProblem.TYPE})
public final class MatricesViewer implements ResultViewer {

    private static final int MOST_MAPS = 4;
    private static final int DIGITS = 7;

    @Override
    public List<Picture> pictures(Problem problem) {
        return problem instanceof DoublyStochasticProblem projection
                ? maps("Input", projection.inputs(), projection.count(), projection.size()) : List.of();
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        return value instanceof MatrixBatch batch ? maps("Matrix", batch.matrices(), batch.count(), batch.size()) : List.of();
    }

    private static List<Picture> maps(String name, double[] entries, int count, int size) {
        List<Picture> maps = new ArrayList<>();
        for (int k = 0; k < Math.min(MOST_MAPS, count); k++) {
            String title = count == 1 ? name : name + " " + (k + 1) + " of " + count;
            MatrixPicture.dense(title, entries, k * size * size, size, size, List.of(), List.of()).ifPresent(maps::add);
        }
        return maps;
    }

    @Override
    public List<ResultTable> tables(Problem problem, Recordable value) {
        return value instanceof MatrixBatch batch ? List.of(new ResultTable("Matrices", List.of(Column.text("matrix"),
                Column.number("least entry", DIGITS), Column.number("greatest entry", DIGITS), Column.number("least row sum", DIGITS),
                Column.number("greatest row sum", DIGITS), Column.number("least column sum", DIGITS),
                Column.number("greatest column sum", DIGITS)), batch.count(), k -> row(batch, k))) : List.of();
    }

    private static List<Object> row(MatrixBatch batch, int number) {
        int size = batch.size();
        double[] entries = Arrays.copyOfRange(batch.matrices(), number * size * size, (number + 1) * size * size);
        double[] rows = new double[size];
        double[] columns = new double[size];
        for (int k = 0; k < entries.length; k++) {
            rows[k / size] += entries[k];
            columns[k % size] += entries[k];
        }
        List<Object> row = new ArrayList<>(List.of(String.valueOf(number + 1)));
        for (double[] values : List.of(entries, rows, columns)) {
            row.add(Arrays.stream(values).min().getAsDouble());
            row.add(Arrays.stream(values).max().getAsDouble());
        }
        return row;
    }
}
