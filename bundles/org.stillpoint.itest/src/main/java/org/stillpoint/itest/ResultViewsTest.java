package org.stillpoint.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solver;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.problem.GameStrategies;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.itest.toy.CompiledBundle;
import org.stillpoint.itest.toy.PolynomialRoot;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.ResultViews;

/** What people see of problems and solutions, by the viewers of a framework. */
class ResultViewsTest {

    /** A viewer as somebody else writes it, for a problem type of their own. */
    private static final String VIEWER = """
            package org.example.staircase;

            import java.util.List;
            import org.stillpoint.api.Problem;
            import org.stillpoint.api.data.Recordable;
            import org.stillpoint.plot.Ink;
            import org.stillpoint.plot.Picture;
            import org.stillpoint.plot.ResultTable;
            import org.stillpoint.plot.ResultTable.Column;
            import org.stillpoint.plot.ResultViewer;

            public final class StaircaseViewer implements ResultViewer {
                @Override
                public List<Picture> pictures(Problem problem, Recordable value) {
                    double[] heights = value.toRecord().doubles("heights");
                    return List.of(Picture.of("Stairs", "Steps of a staircase", 100, 60, painter -> {
                        for (int i = 0; i < heights.length; i++) {
                            painter.rectangle(Ink.SOURCE, 1, 20 * i, 60 - heights[i], 18, heights[i]);
                        }
                    }));
                }

                @Override
                public List<ResultTable> tables(Problem problem, Recordable value) {
                    double[] heights = value.toRecord().doubles("heights");
                    return List.of(new ResultTable("Steps", List.of(Column.text("step"), Column.number("height", 4)), heights.length,
                            i -> List.of("step " + (i + 1), heights[i])));
                }
            }
            """;

    @InjectService(timeout = 10_000)
    ResultViews views;

    @InjectService(timeout = 10_000)
    RunService runs;

    @InjectService(timeout = 10_000)
    ProblemFiles files;

    @InjectBundleContext
    BundleContext bundles;

    /** A problem of a type that only the test knows. */
    private record Staircase() implements Problem {

        @Override
        public String type() {
            return "staircase";
        }

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("staircase", 1).integer("steps", 3).build();
        }
    }

    private static Recordable heights() {
        return () -> DataRecord.of("staircase-solution", 1).doubles("heights", new double[] {10, 20, 30}).build();
    }

    /** A painter that counts what is painted, all of it at finite places. */
    private static int paint(Picture picture) {
        int[] shapes = new int[1];
        picture.paint((Painter) Proxy.newProxyInstance(Painter.class.getClassLoader(), new Class<?>[] {Painter.class},
                (self, method, arguments) -> {
                    shapes[0]++;
                    for (Object argument : arguments) {
                        assertTrue(!(argument instanceof Double number) || Double.isFinite(number),
                                () -> method.getName() + " at " + List.of(arguments) + " in " + picture.title());
                    }
                    return method.getReturnType() == double.class ? 40.0 : null;
                }));
        return shapes[0];
    }

    private static void read(ResultTable table) {
        for (int row = 0; row < Math.min(50, table.rows()); row++) {
            assertEquals(table.columns().size(), table.row().apply(row).size(), table.title());
        }
    }

    @Test
    void everyProblemAndItsSolutionAreShown() throws Exception {
        List<String> missing = new ArrayList<>();
        Set<String> types = new TreeSet<>();
        for (ServiceReference<?> reference : bundles.getAllServiceReferences(Solver.class.getName(),
                "(|(solver.family=equilibrium)(solver.family=halpern)(solver.family=recurrence)(solver.family=transport))")) {
            Problem problem = ((Solver<?, ?>) bundles.getService(reference)).selfCheck();
            if (!types.add(problem.type())) {
                continue;
            }
            Recordable value = runs.submit(RunRequest.of(problem).build()).await().solution().orElseThrow().value();
            views.tables(problem).forEach(ResultViewsTest::read);
            views.tables(problem, value).forEach(ResultViewsTest::read);
            int shapes = 0;
            List<Picture> pictures = new ArrayList<>(views.pictures(problem));
            pictures.addAll(views.pictures(problem, value));
            for (Picture picture : pictures) {
                shapes += paint(picture);
            }
            if (views.tables(problem, value).isEmpty() || views.tables(problem).isEmpty()) {
                missing.add(problem.type() + " has no table");
            }
            if (shapes == 0 && Math.max(most(problem.toRecord()), most(value.toRecord())) > 2) {
                missing.add(problem.type() + " has no picture");
            }
        }
        assertTrue(types.size() >= 40, types.toString());
        assertEquals(List.of(), missing);
    }

    /** The examples of the product, each solved for a short while: whatever comes out is shown. */
    @Test
    void everyExampleIsShown() throws Exception {
        int shown = 0;
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> examples = Files.list(Path.of(System.getProperty("stillpoint.examples")))) {
            for (Path example : examples.filter(file -> file.toString().matches(".*(\\.problem\\.json|ps|ps\\.gz)")).sorted().toList()) {
                try {
                    Problem problem = files.read(example).problem();
                    views.tables(problem).forEach(ResultViewsTest::read);
                    views.pictures(problem).forEach(ResultViewsTest::paint);
                    RunResult result = runs.submit(RunRequest.of(problem).timeLimit(Duration.ofMillis(300)).build()).await();
                    result.solution().ifPresent(solution -> {
                        views.tables(problem, solution.value()).forEach(ResultViewsTest::read);
                        views.pictures(problem, solution.value()).forEach(ResultViewsTest::paint);
                    });
                    shown++;
                } catch (RuntimeException | AssertionError failure) {
                    wrong.add(example.getFileName() + ": " + failure);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(shown > 40, "examples: " + shown);
    }

    /** The numbers of the largest array of a record: of one or two there is nothing to draw. */
    private static int most(DataRecord record) {
        return record.fields().values().stream().mapToInt(field -> field instanceof DataRecord part ? most(part)
                : field instanceof NamedArray array && array.values() instanceof double[] ? array.length() : 0).max().orElse(0);
    }

    @Test
    void aBundleShowsItsOwnProblemTypeWhileItIsThere() throws Exception {
        assertEquals(List.of("Heights"), titles(), "the arrays, where no viewer is there");
        Bundle bundle = CompiledBundle.install(bundles, "org.example.staircase.StaircaseViewer", VIEWER, ResultViewer.class.getName(),
                ResultViewerInfo.PROBLEM, "staircase");
        try {
            bundle.start();
            await("Stairs");
            assertEquals(3, paint(views.pictures(new Staircase(), heights()).get(0)));
            ResultTable steps = views.tables(new Staircase(), heights()).get(0);
            assertEquals(List.of("step 2", 20.0), steps.row().apply(1));
            bundle.stop();
            await("Heights");
            bundle.start();
            await("Stairs");
        } finally {
            bundle.uninstall();
        }
        await("Heights");
        assertEquals("Arrays of the solution", views.tables(new Staircase(), heights()).get(0).title());
    }

    @Test
    void aComponentShowsTheProblemsOfItsType() {
        PolynomialRoot problem = new PolynomialRoot(new double[] {-2, 0, 1});
        PolynomialRoot.Root root = new PolynomialRoot.Root(Math.sqrt(2));
        assertEquals(3, paint(views.pictures(problem, root).get(0)));
        assertEquals(Math.sqrt(2), views.tables(problem, root).get(0).row().apply(0).get(0));
        assertEquals("What the problem is made of", views.tables(problem).get(0).title());
    }

    private List<String> titles() {
        return views.pictures(new Staircase(), heights()).stream().map(Picture::title).toList();
    }

    private void await(String title) throws InterruptedException {
        for (int i = 0; i < 100 && !titles().equals(List.of(title)); i++) {
            Thread.sleep(50);
        }
        assertEquals(List.of(title), titles());
    }

    @Test
    void aViewerThatFailsHarmsNobodyElse() {
        MatrixGame game = new MatrixGame(new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}));
        GameStrategies strategies = new GameStrategies(new double[] {.5, .5}, new double[] {.5, .5});
        List<ResultTable> before = views.tables(game, strategies);
        ServiceRegistration<ResultViewer> failing = register(MatrixGame.TYPE, 100, new ResultViewer() {
            @Override
            public List<Picture> pictures(Problem problem, Recordable value) {
                return List.of(Picture.of("Broken", "cannot be painted", 300, 50, painter -> {
                    throw new IllegalStateException("on purpose");
                }));
            }

            @Override
            public List<ResultTable> tables(Problem problem, Recordable value) {
                throw new NoClassDefFoundError("on purpose");
            }
        });
        ServiceRegistration<ResultViewer> rows = register(MatrixGame.TYPE, 50, new ResultViewer() {
            @Override
            public List<ResultTable> tables(Problem problem, Recordable value) {
                return List.of(new ResultTable("Short", List.of(ResultTable.Column.text("a"), ResultTable.Column.text("b")), 1,
                        row -> List.of("one")));
            }
        });
        try {
            List<Picture> pictures = views.pictures(game, strategies);
            assertEquals("Broken", pictures.get(0).title(), "the highest ranking comes first");
            assertEquals(1, paint(pictures.get(0)), "it says that it cannot be painted");
            assertTrue(paint(pictures.get(1)) > 1);
            List<ResultTable> tables = views.tables(game, strategies);
            assertEquals("Short", tables.get(0).title());
            assertEquals(List.of("", ""), tables.get(0).row().apply(0));
            assertEquals(before.get(0).title(), tables.get(1).title());
        } finally {
            failing.unregister();
            rows.unregister();
        }
        assertEquals(before.size(), views.tables(game, strategies).size());
        assertFalse(views.pictures(game).isEmpty());
    }

    @Test
    void whatCannotBecomeARecordIsSaid() {
        Recordable broken = () -> {
            throw new IllegalStateException("no record");
        };
        assertEquals(List.of(), views.pictures(new Staircase(), broken));
        assertEquals(List.of("java.lang.IllegalStateException: no record"), views.tables(new Staircase(), broken).get(0).row().apply(0));
    }

    private ServiceRegistration<ResultViewer> register(String type, int ranking, ResultViewer viewer) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ResultViewerInfo.PROBLEM, type);
        properties.put(Constants.SERVICE_RANKING, ranking);
        return bundles.registerService(ResultViewer.class, viewer, properties);
    }
}
