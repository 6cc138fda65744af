package org.stillpoint.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;

/** The solvers of all families as services of a framework. */
class EverySolverTest {

    private static final List<String> FAMILIES = List.of("equilibrium", "halpern", "recurrence", "transport");

    @InjectService(timeout = 10_000)
    RunService runs;

    @InjectService(timeout = 10_000)
    SolverRegistry registry;

    @InjectBundleContext
    BundleContext bundles;

    @Test
    void everySolverIsCertifiedOnItsSelfCheckAndDeterministic() throws Exception {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> families = new TreeSet<>();
        for (ServiceReference<?> reference : solvers()) {
            String id = (String) reference.getProperty(SolverInfo.ID);
            families.add((String) reference.getProperty(SolverInfo.FAMILY));
            Problem problem = ((Solver<?, ?>) bundles.getService(reference)).selfCheck();
            RunResult first = run(id, problem);
            RunResult second = run(id, problem);
            if (first.verdict() != Verdict.CERTIFIED) {
                wrong.add(id + ": " + first);
            } else if (!value(first).equals(value(second))) {
                wrong.add(id + ": two runs differ");
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(families.containsAll(FAMILIES), families.toString());
    }

    /** Every solver of the families; those that tests bring along have families of their own. */
    private ServiceReference<?>[] solvers() throws InvalidSyntaxException {
        return bundles.getAllServiceReferences(Solver.class.getName(), FAMILIES.stream()
                .map(family -> "(" + SolverInfo.FAMILY + "=" + family + ")").collect(Collectors.joining("", "(|", ")")));
    }

    @Test
    void problemsSurviveTheirBinaryForm() throws Exception {
        TreeSet<String> types = new TreeSet<>();
        for (ServiceReference<?> reference : solvers()) {
            Problem problem = ((Solver<?, ?>) bundles.getService(reference)).selfCheck();
            DataRecord record = BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord()));
            Problem again = registry.problemTypes().stream().filter(type -> type.name().equals(problem.type())).findFirst().orElseThrow()
                    .problem(record);
            assertEquals(problem.toRecord(), again.toRecord(), problem.type());
            types.add(problem.type());
        }
        assertTrue(types.size() >= 40, types.toString());
    }

    /** Morra with one or two fingers for whoever guesses the sum: value -1/12 for the odd player, who mixes 7 to 5. */
    @Test
    void everySolverThatIsOfferedForGamesFindsTheValue() throws Exception {
        agree(new MatrixGame(new DMatrixRMaj(new double[][] {{2, -3}, {-3, 4}})), 1e-3, -1.0 / 12,
                List.of("halpern.game", "halpern.linear-program", "halpern.extragradient"));
    }

    /** Three points on a line to three others, squared distances: 0.85, by hand. */
    @Test
    void everySolverThatIsOfferedForExactTransportFindsTheCost() throws Exception {
        agree(threePoints().build(), 1e-7, .85, List.of("transport.exact", "transport.one-dimensional", "halpern.linear-program"));
    }

    /** The same with the relative entropy of weight 1. */
    @Test
    void everySolverThatIsOfferedForEntropicTransportFindsTheCost() throws Exception {
        agree(threePoints().regulariser(Regulariser.RELATIVE_ENTROPY, 1).build(), 1e-9, 1.3757095898637224,
                List.of("transport.sinkhorn", "transport.newton", "transport.auto"));
    }

    /** A gated recurrent unit of two units with typed-in weights over a sine: all states, from every solver offered. */
    @Test
    void everySolverThatIsOfferedForRecurrencesFindsTheStates() throws Exception {
        double[] input = new double[300];
        for (int t = 0; t < input.length; t++) {
            input[t] = Math.sin(.1 * t);
        }
        DataRecord parameters = DataRecord.of("parameters", 1)
                .array("weight_ih", new NamedArray(new double[] {.5, -.3, .8, .2, 1, -.7}, 6, 1))
                .array("weight_hh", new NamedArray(new double[] {.1, .4, -.2, .3, .5, -.1, .2, .6, .7, -.4, .3, .2}, 6, 2)).build();
        RecurrenceProblem problem = RecurrenceProblem.of(StandardCell.GRU.label(), parameters, Sequences.of(input, 1));
        agree(problem, List.of("recurrence.sequential", "recurrence.newton", "recurrence.shooting", "recurrence.jacobi",
                "recurrence.picard", "recurrence.auto"), value -> ((Trajectory) value).path().states().values());
    }

    /** A monotone layer of three units with typed-in weights for two inputs: the only fixed points, from every solver offered. */
    @Test
    void everySolverThatIsOfferedForEquilibriaFindsTheStates() throws Exception {
        DataRecord parameters = DataRecord.of("parameters", 1)
                .array("factor", new NamedArray(new double[] {.4, -.2, .1, .3, .5, -.3, .2, .1, .4}, 3, 3))
                .array("skew", new NamedArray(new double[] {0, .3, -.2, .1, 0, .2, -.1, .4, 0}, 3, 3)).number("margin", .6)
                .text("activation", "tanh").build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.MONOTONE, parameters,
                new Samples(new double[] {1, -.5, .3, -.7, .2, .9}, 2, 3));
        agree(problem, List.of("equilibrium.auto", "equilibrium.picard", "equilibrium.anderson", "equilibrium.broyden",
                "equilibrium.newton-krylov", "equilibrium.chord", "equilibrium.peaceman-rachford", "equilibrium.forward-backward",
                "equilibrium.halpern", "equilibrium.homotopy", "equilibrium.regularized-newton"), value -> ((EquilibriumStates) value).states().values());
    }

    /** Runs a problem that has one solution with every solver offered for it: all are certified and find the same. */
    private void agree(Problem problem, List<String> expected, Function<Object, double[]> values) throws InterruptedException {
        double[] first = null;
        List<String> wrong = new ArrayList<>();
        List<String> offered = registry.solversFor(problem.type()).stream().map(SolverDescriptor::id).toList();
        assertTrue(offered.containsAll(expected), offered.toString());
        for (String id : offered) {
            RunResult result = runs.submit(RunRequest.of(problem).solver(id).option("tolerance", 1e-12).build()).await();
            if (result.verdict() != Verdict.CERTIFIED) {
                wrong.add(id + ": " + result);
                continue;
            }
            double[] states = values.apply(result.solution().orElseThrow().value());
            first = first == null ? states : first;
            for (int i = 0; i < states.length; i++) {
                if (!(Math.abs(states[i] - first[i]) <= 1e-11)) {
                    wrong.add(id + " has " + states[i] + " where " + offered.get(0) + " has " + first[i]);
                    break;
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static TransportProblem.Builder threePoints() {
        return TransportProblem.of(new Measure(new double[] {.2, .5, .3}, new DMatrixRMaj(new double[][] {{0}, {1}, {2}})),
                new Measure(new double[] {.3, .3, .4}, new DMatrixRMaj(new double[][] {{.5}, {1.5}, {3}})),
                GroundCost.Distance.SQUARED_EUCLIDEAN);
    }

    /** Runs a problem with every solver offered for it: what is certified has the value, and no claim goes without a certificate. */
    private void agree(Problem problem, double tolerance, double value, List<String> expected) throws InterruptedException {
        List<String> offered = registry.solversFor(problem.type()).stream().map(SolverDescriptor::id).toList();
        assertTrue(offered.containsAll(expected), offered.toString());
        List<String> wrong = new ArrayList<>();
        List<String> certified = new ArrayList<>();
        for (String id : offered) {
            RunResult result = runs.submit(RunRequest.of(problem).solver(id).option("tolerance", tolerance).build()).await();
            if (result.verdict() == Verdict.CERTIFIED) {
                certified.add(id);
                double found = result.certificate().orElseThrow().quantities().get(Certificate.OBJECTIVE);
                if (!(Math.abs(found - value) <= tolerance)) {
                    wrong.add(id + " found " + found);
                }
            } else if (result.verdict() == Verdict.FAILED
                    || result.verdict() != Verdict.REFUSED && result.solution().orElseThrow().status().isClaim()) {
                wrong.add(id + ": " + result);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(certified.containsAll(expected), certified + " of " + offered);
    }

    private RunResult run(String id, Problem problem) throws InterruptedException {
        return runs.submit(RunRequest.of(problem).solver(id).build()).await();
    }

    private static DataRecord value(RunResult result) {
        return result.solution().map(Solution::value).orElseThrow().toRecord();
    }
}
