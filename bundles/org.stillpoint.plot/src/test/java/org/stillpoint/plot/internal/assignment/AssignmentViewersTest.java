package org.stillpoint.plot.internal.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.Clustering;
import org.stillpoint.api.problem.CorrelationClusteringProblem;
import org.stillpoint.api.problem.CycleInequalities;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.problem.transport.Routing;
import org.stillpoint.api.problem.transport.RoutingProblem;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RecordingPainter;
import org.stillpoint.plot.RecordingPainter.Shape;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.internal.Tables;

class AssignmentViewersTest {

    private static Clustering clustering(int... labels) {
        return new Clustering(labels, new DMatrixRMaj(labels.length, labels.length), new CycleInequalities(new int[] {0}, new int[0],
                new double[0]));
    }

    @Test
    void pointsOfAClusterLieSideBySide() {
        CorrelationClusteringProblem problem = new CorrelationClusteringProblem(new DMatrixRMaj(new double[][] {{0, -1, 4, -1},
            {-1, 0, -1, 1}, {4, -1, 0, -1}, {-1, 1, -1, 0}}));
        ClusteringViewer viewer = new ClusteringViewer();
        Clustering found = clustering(0, 1, 0, 1);
        RecordingPainter painter = RecordingPainter.of(viewer.pictures(problem, found).get(0));
        assertEquals(List.of("1", "3", "2", "4"), painter.texts().stream().filter(text -> text.matches("\\d")).limit(4).toList());
        List<Shape> agreement = painter.shapes("rectangle", Ink.SOURCE);
        assertEquals(4, agreement.size());
        assertTrue(agreement.get(1).x1() < agreement.get(0).x1() && agreement.get(0).x1() < agreement.get(3).x1()
                && agreement.get(3).x1() < agreement.get(2).x1(), "in blocks along the diagonal");
        assertEquals(4, painter.shapes("rectangle", Ink.TARGET).size(), "one for the two alike of each row");
        List<ResultTable> tables = viewer.tables(problem, found);
        assertEquals("2 clusters, the largest first", tables.get(0).title());
        assertEquals(List.of(List.of("1", "1, 3", "2"), List.of("2", "2, 4", "2")), Tables.texts(tables.get(0)));
        assertEquals(List.of("3", "1"), Tables.texts(tables.get(1)).get(2));
        assertEquals(List.of(), viewer.pictures(problem, clustering(0, 1)), "another problem's");
        assertEquals(List.of(), viewer.tables(problem, clustering(0, 1)));
        RecordingPainter.of(viewer.pictures(problem).get(0));
    }

    @Test
    void largeClustersAreListedInPart() {
        CorrelationClusteringProblem problem = new CorrelationClusteringProblem(new DMatrixRMaj(40, 40));
        ClusteringViewer viewer = new ClusteringViewer();
        assertEquals("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, \u2026", Tables.texts(viewer.tables(problem, clustering(new int[40])).get(0))
                .get(0).get(1));
        viewer.pictures(problem, clustering(new int[40])).forEach(RecordingPainter::of);
    }

    @Test
    void expertsListTheirLoads() {
        RoutingProblem problem = new RoutingProblem(new DMatrixRMaj(new double[][] {{3, 1, 0}, {2, 0, 1}, {0, 1, 2}}), 2);
        Routing routing = new Routing(new int[] {0, 1, 0, 2, 2, 1}, new double[] {.75, .25, .5, .5, .9, .1}, new double[] {-1, 0, .5});
        RoutingViewer viewer = new RoutingViewer();
        List<ResultTable> tables = viewer.tables(problem, routing);
        assertEquals(List.of("1", "2", "2", "-1"), Tables.texts(tables.get(0)).get(0));
        assertEquals(List.of("3", "3, 2", "0.9, 0.1"), Tables.texts(tables.get(1)).get(2));
        assertEquals(6, RecordingPainter.of(viewer.pictures(problem, routing).get(0)).shapes("rectangle", Ink.SOURCE).size());
        RecordingPainter.of(viewer.pictures(problem).get(0));
        Routing astray = new Routing(new int[] {0, 1, 0, 7, 2, 1}, new double[6], new double[3]);
        assertEquals(List.of(), viewer.pictures(problem, astray));
        assertEquals(List.of(), viewer.tables(problem, astray));
    }

    @Test
    void matricesOfABatchAreMapsOfTheirOwn() {
        DoublyStochasticProblem problem = new DoublyStochasticProblem(2, new double[] {1, 0, 0, 1, 2, 2, 2, 2},
                DoublyStochasticProblem.Divergence.EUCLIDEAN);
        MatrixBatch batch = new MatrixBatch(2, new double[] {1, 0, 0, 1, .25, .75, .75, .25});
        MatricesViewer viewer = new MatricesViewer();
        List<Picture> maps = viewer.pictures(problem, batch);
        assertEquals(List.of("Matrix 1 of 2", "Matrix 2 of 2"), maps.stream().map(Picture::title).toList());
        assertEquals(2, RecordingPainter.of(maps.get(0)).shapes("rectangle", Ink.SOURCE).size());
        assertEquals(4, RecordingPainter.of(maps.get(1)).shapes("rectangle", Ink.SOURCE).size());
        assertEquals(2, viewer.pictures(problem).size());
        assertEquals(List.of("2", "0.25", "0.75", "1", "1", "1", "1"), Tables.texts(viewer.tables(problem, batch).get(0)).get(1));
        MatrixBatch broken = new MatrixBatch(1, new double[] {Double.NaN, Double.POSITIVE_INFINITY});
        viewer.pictures(problem, broken).forEach(RecordingPainter::of);
        viewer.tables(problem, broken).forEach(Tables::texts);
    }
}
