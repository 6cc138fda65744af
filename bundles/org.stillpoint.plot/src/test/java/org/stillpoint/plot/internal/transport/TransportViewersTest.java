package org.stillpoint.plot.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.DensityPath;
import org.stillpoint.api.problem.transport.FlowCoupling;
import org.stillpoint.api.problem.transport.FreeSupportBarycenterProblem;
import org.stillpoint.api.problem.transport.FreeSupportBarycenter;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianBarycenterProblem;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.MongeGap;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RecordingPainter;
import org.stillpoint.plot.RecordingPainter.Shape;
import org.stillpoint.plot.internal.Tables;
import org.stillpoint.plot.model.HeatMap;
import org.stillpoint.plot.model.Movement;

class TransportViewersTest {

    private static final double[][] PLAN = {{.2, 0, 0}, {.1, .3, .1}, {0, 0, .3}};

    private final TransportViewer viewer = new TransportViewer();

    private static TransportPlan plan(double[]... rows) {
        return new TransportPlan(new double[rows.length], new double[rows[0].length], new DMatrixRMaj(rows));
    }

    private RecordingPainter paint(TransportProblem problem, TransportPlan plan) {
        return RecordingPainter.of(viewer.pictures(problem, plan).get(0));
    }

    @Test
    void aPlanOfCostsIsAMapWithNames() {
        DMatrixRMaj none = new DMatrixRMaj(3, 0);
        TransportProblem problem = TransportProblem.of(new Measure(new double[] {.2, .5, .3}, none, List.of("a", "<b>", "c")),
                Measure.of(.3, .3, .4), new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1, 2}, {1, 0, 1}, {2, 1, 0}}))).build();
        RecordingPainter painter = paint(problem, plan(PLAN));
        List<Shape> cells = painter.shapes("rectangle", Ink.ACCENT);
        assertEquals(5, cells.size());
        assertEquals(cells.get(0).x1(), cells.get(1).x1());
        assertTrue(cells.get(0).y1() < cells.get(1).y1());
        assertTrue(painter.texts().contains("<b>"));
        assertEquals(6, RecordingPainter.of(viewer.pictures(problem).get(0)).shapes("rectangle", Ink.SOURCE).size(), "the costs above 0");
        assertEquals(List.of(), viewer.pictures(problem, new TransportPlan(new double[3], new double[3])), "potentials alone");
        assertEquals(List.of("2 to 2", "0.3"), Tables.texts(viewer.tables(problem, plan(PLAN)).get(0)).get(0).stream()
                .map(text -> text.replace("<b>", "2")).toList());
    }

    @Test
    void movementsInThePlaneAreWedgesBetweenPoints() {
        TransportProblem problem = TransportProblem.of(
                new Measure(new double[] {.2, .5, .3}, new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}, {2, 0}})),
                new Measure(new double[] {.3, .3, .4}, new DMatrixRMaj(new double[][] {{0, 1}, {1, 1}, {2, 1}})),
                GroundCost.Distance.EUCLIDEAN).build();
        RecordingPainter painter = paint(problem, plan(PLAN));
        assertEquals(5, painter.shapes("polygon", Ink.FLOW).size());
        List<Shape> sources = painter.shapes("circle", Ink.SOURCE);
        List<Shape> targets = painter.shapes("circle", Ink.TARGET);
        assertEquals(4, sources.size(), "three points and the legend");
        assertTrue(targets.get(0).y1() < sources.get(0).y1(), "the second coordinate points upwards");
        assertEquals(Math.sqrt(.4), (sources.get(0).x2() - sources.get(0).x1()) / (sources.get(1).x2() - sources.get(1).x1()), 1e-9);
        assertEquals(0, RecordingPainter.of(viewer.pictures(problem).get(0)).shapes("polygon", Ink.FLOW).size());
    }

    @Test
    void massThatStaysIsNoMovementAndNamesDoNotCoverEachOther() {
        DMatrixRMaj places = new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}, {1.01, 0}});
        Measure before = new Measure(new double[] {.2, .5, .3}, places, List.of("west", "east", "far east"));
        TransportProblem problem = TransportProblem.of(before, new Measure(new double[] {.3, .3, .4}, places, before.names()),
                GroundCost.Distance.EUCLIDEAN).build();
        RecordingPainter painter = paint(problem, plan(PLAN));
        assertEquals(2, painter.shapes("polygon", Ink.FLOW).size());
        List<Shape> names = painter.shapes("text", Ink.MUTED);
        for (Shape a : names) {
            assertTrue(names.stream().noneMatch(b -> a != b && a.x1() < b.x2() && b.x1() < a.x2() && a.y1() < b.y2() && b.y1() < a.y2()),
                    a.toString());
        }
        assertEquals("2 movements, the largest first", viewer.tables(problem, plan(PLAN)).get(0).title());
    }

    @Test
    void aPictureTakesTheColoursOfAnother() {
        Measure first = new Measure(new double[] {.5, .5}, new DMatrixRMaj(new double[][] {{0, 0, 0}, {1, 1, 1}}), List.of(), 1);
        Measure second = new Measure(new double[] {.5, .5}, new DMatrixRMaj(new double[][] {{1, .6, 0}, {0, 0, .2}}), List.of(), 2);
        TransportProblem problem = TransportProblem.of(first, second, GroundCost.Distance.SQUARED_EUCLIDEAN).build();
        assertEquals(6, paint(problem, plan(new double[] {0, .5}, new double[] {.25, .25})).shapes("pixel", null).size());
        assertEquals(4, RecordingPainter.of(viewer.pictures(problem).get(0)).shapes("pixel", null).size());
    }

    @Test
    void movementsOnALineJoinBars() {
        double[] x = new Random(1).doubles(500).sorted().toArray();
        DMatrixSparseCSC identity = new DMatrixSparseCSC(500, 500, 500);
        for (int i = 0; i < 500; i++) {
            identity.set(i, i, 1 / 500.);
        }
        Measure cloud = Measure.uniform(DMatrixRMaj.wrap(500, 1, x));
        TransportProblem problem = TransportProblem.of(cloud, cloud, GroundCost.Distance.EUCLIDEAN).build();
        RecordingPainter painter = paint(problem, new TransportPlan(new double[500], new double[500], identity));
        int bars = painter.shapes("rectangle", Ink.SOURCE).size();
        assertTrue(bars > 60 && bars <= 72, "many points share bars");
        assertEquals(bars, painter.shapes("ribbon", Ink.FLOW).size());
        assertEquals(bars, painter.shapes("rectangle", Ink.TARGET).size());
    }

    @Test
    void weightsOfAGridStandSideBySide() {
        GroundCost grid = new GroundCost.Grid(List.of(new double[] {0, 1}, new double[] {0, 1, 2}), 2);
        TransportProblem problem = TransportProblem.of(Measure.of(1, 0, 0, 0, 0, 0), Measure.of(0, 0, 0, .5, 0, .5), grid).build();
        RecordingPainter painter = paint(problem, new TransportPlan(new double[6], new double[6]));
        Shape source = painter.shapes("rectangle", Ink.SOURCE).get(0);
        List<Shape> targets = painter.shapes("rectangle", Ink.TARGET);
        assertEquals(2, targets.size());
        assertEquals(source.y2(), targets.get(0).y1(), 1e-9);
        assertTrue(targets.get(0).x1() > source.x1() + 3 * (source.x2() - source.x1()));
    }

    @Test
    void whatCannotBeSeenIsNotDrawn() {
        TransportProblem problem = TransportProblem.of(Measure.of(1), Measure.of(1), new GroundCost.Matrix(new DMatrixRMaj(1, 1))).build();
        assertEquals(List.of(), viewer.pictures(problem, new TransportPlan(new double[1], new double[1])));
        assertEquals(List.of(), viewer.pictures(problem, plan(PLAN)), "another problem's");
        assertEquals(List.of(), viewer.tables(problem, plan(PLAN)));
        for (double[] place : new double[][] {{5, 5}, {5}}) {
            Measure here = Measure.uniform(new DMatrixRMaj(new double[][] {place}));
            TransportProblem nowhere = TransportProblem.of(here, here, GroundCost.Distance.EUCLIDEAN).build();
            paint(nowhere, plan(new double[] {1}));
        }
        TransportProblem plane = TransportProblem.of(Measure.uniform(new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}})),
                Measure.uniform(new DMatrixRMaj(new double[][] {{0, 1}, {1, 1}})), GroundCost.Distance.EUCLIDEAN).build();
        paint(plane, plan(new double[] {Double.NaN, 1}, new double[] {Double.NaN, .5}));
        viewer.tables(plane, plan(new double[] {Double.NaN, 1}, new double[] {-1, .5})).forEach(Tables::texts);
    }

    @Test
    void blocksOfPointsAddUp() {
        List<Movement> movements = Movement.of(DMatrixRMaj.wrap(100, 50, new Random(2).doubles(5000).toArray()));
        HeatMap map = HeatMap.of(movements, 100, 50, 10, 10);
        double greatest = 0;
        for (int row = 0; row < 10; row++) {
            for (int column = 0; column < 10; column++) {
                double sum = 0;
                for (Movement movement : movements) {
                    sum += movement.source() / 10 == row && movement.target() / 5 == column ? movement.mass() : 0;
                }
                assertEquals(Math.sqrt(sum / map.greatest()), map.darkness(row, column), 1e-12);
                greatest = Math.max(greatest, sum);
            }
        }
        assertEquals(greatest, map.greatest(), 1e-12);
    }

    @Test
    void barycentresLieAmongTheirHistograms() {
        DMatrixRMaj histograms = new DMatrixRMaj(new double[][] {{1, 0, 0, 0}, {0, 0, 0, 1}});
        BarycenterViewer barycenters = new BarycenterViewer();
        for (GroundCost cost : List.of(new GroundCost.Grid(List.of(new double[] {0, 1, 2, 4}), 2),
                new GroundCost.Grid(List.of(new double[] {0, 1}, new double[] {0, 1}), 2), new GroundCost.Matrix(new DMatrixRMaj(4, 4)))) {
            BarycenterProblem problem = new BarycenterProblem(histograms, cost, .1, false);
            Barycenter found = new Barycenter(new double[] {0, .5, .5, 0}, new DMatrixRMaj(2, 4), new DMatrixRMaj(2, 4), new double[4]);
            List<Picture> pictures = barycenters.pictures(problem, found);
            assertTrue(RecordingPainter.of(pictures.get(0)).texts().contains("barycentre"), cost.toString());
            RecordingPainter.of(barycenters.pictures(problem).get(0));
            assertEquals(List.of(), barycenters.pictures(problem, new Barycenter(new double[3], new DMatrixRMaj(2, 3),
                    new DMatrixRMaj(2, 3), new double[3])));
        }
    }

    @Test
    void otherProblemsBetweenMeasuresShowThemAndTheirPlans() {
        Measure source = Measure.uniform(new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}}));
        DMatrixRMaj images = new DMatrixRMaj(new double[][] {{1, 1}, {0, 1}});
        PlansViewer plans = new PlansViewer();
        MongeGapProblem gap = new MongeGapProblem(source, images, GroundCost.Distance.SQUARED_EUCLIDEAN, 0);
        MongeGap found = new MongeGap(1, plan(new double[] {.5, 0}, new double[] {0, .5}));
        assertEquals(2, RecordingPainter.of(plans.pictures(gap, found).get(0)).shapes("polygon", Ink.FLOW).size());
        assertEquals(2, plans.tables(gap, found).get(0).rows());
        SinkhornDivergenceProblem divergence = new SinkhornDivergenceProblem(source, Measure.uniform(images),
                GroundCost.Distance.SQUARED_EUCLIDEAN, .1);
        RecordingPainter.of(plans.pictures(divergence).get(0));
        assertEquals(List.of("1", "0.5", "1", "1"), Tables.texts(plans.tables(divergence).get(1)).get(0));
    }

    @Test
    void cloudsOfPointsAreDrawnInThePlane() {
        DMatrixRMaj here = new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}});
        DMatrixRMaj there = new DMatrixRMaj(new double[][] {{0, 1}, {1, 1}});
        PointCloudsViewer clouds = new PointCloudsViewer();
        RectifiedFlowProblem flow = new RectifiedFlowProblem(here, there, 2, .05);
        assertEquals(2, RecordingPainter.of(clouds.pictures(flow).get(0)).shapes("polygon", Ink.FLOW).size());
        RecordingPainter.of(clouds.pictures(flow, new FlowCoupling(there, new double[] {1})).get(0));
        FreeSupportBarycenterProblem barycenter = new FreeSupportBarycenterProblem(List.of(Measure.uniform(here), Measure.uniform(there)),
                2,
                .1);
        FreeSupportBarycenter found = new FreeSupportBarycenter(new DMatrixRMaj(new double[][] {{0, .5}, {1, .5}}), List.of(), List.of());
        assertTrue(RecordingPainter.of(clouds.pictures(barycenter, found).get(0)).texts().contains("measure 2"));
    }

    private static void assertIsRound(Shape circle) {
        assertEquals(circle.x2() - circle.x1(), circle.y2() - circle.y1(), .2);
    }

    @Test
    void normalDistributionsAreEllipsesAndBells() {
        Gaussian round = new Gaussian(new double[] {0, 0}, new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}));
        Gaussian flat = new Gaussian(new double[] {4, 0}, new DMatrixRMaj(new double[][] {{4, 1}, {1, .5}}));
        GaussiansViewer gaussians = new GaussiansViewer();
        RecordingPainter painter = RecordingPainter.of(gaussians.pictures(new GaussianTransportProblem(round, flat)).get(0));
        Shape first = painter.shapes("polyline", Ink.SERIES_1).get(0);
        Shape second = painter.shapes("polyline", Ink.SERIES_2).get(0);
        assertEquals(2, (second.x2() - second.x1()) / (first.x2() - first.x1()), .02, "standard deviations along the first axis");
        assertEquals(Math.sqrt(.5), (second.y2() - second.y1()) / (first.y2() - first.y1()), .02);
        assertIsRound(first);
        Gaussian above = new Gaussian(new double[] {0, 40}, new DMatrixRMaj(new double[][] {{9, 0}, {0, 1}}));
        assertIsRound(RecordingPainter.of(gaussians.pictures(new GaussianTransportProblem(round, above)).get(0))
                .shapes("polyline", Ink.SERIES_1).get(0));
        GaussianBarycenterProblem line = new GaussianBarycenterProblem(List.of(new Gaussian(new double[1],
                new DMatrixRMaj(new double[][] {{1}})),
                new Gaussian(new double[] {3}, new DMatrixRMaj(new double[][] {{.25}}))), new double[] {.5, .5});
        Gaussian between = new Gaussian(new double[] {1.5}, new DMatrixRMaj(new double[][] {{.5625}}));
        assertTrue(RecordingPainter.of(gaussians.pictures(line, between).get(0)).texts().contains("barycentre"));
        assertEquals(List.of(), gaussians.pictures(line, round), "of another dimension");
    }

    @Test
    void densitiesAreDrawnOverTime() {
        GradientFlowProblem line = new GradientFlowProblem(List.of(new double[] {0, 1, 2}), new double[] {1, 0, 0}, new double[3], .1, 0,
                .1,
                2, .04);
        DensityPath path = new DensityPath(new DMatrixRMaj(new double[][] {{1, 0, 0}, {.6, .3, .1}, {.4, .3, .3}}), new double[] {3, 2, 1});
        List<Picture> pictures = new DensityPathViewer().pictures(line, path);
        assertEquals(3, RecordingPainter.of(pictures.get(0)).shapes().stream().filter(shape -> shape.kind().equals("polyline")).count());
        assertEquals("Free energy", pictures.get(1).title());
        RecordingPainter.of(pictures.get(1));
        RecordingPainter.of(new DensityPathViewer().pictures(line).get(0));
        assertEquals(List.of(), new DensityPathViewer().pictures(line, new DensityPath(new DMatrixRMaj(1, 2), new double[1])));
    }
}
