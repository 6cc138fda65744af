package org.stillpoint.equilibrium.internal.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerFailure;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.run.BatchSolve;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.VectorKernels;

/** The steps that solvers of equilibrium gradients have in common: fixed points, adjoints, and what comes of them. */
public final class GradientSolve implements AutoCloseable {

    /** Counter: the evaluations of the adjoint of the sample that took most. */
    public static final String ADJOINT_EVALUATIONS = "adjointEvaluations";

    /** Measures what is there and changes nothing. */
    static final EquilibriumMethod MEASURE = samples -> samples.evaluate();

    private final EquilibriumProblem problem;
    private final Samples cotangent;
    private final double tolerance;
    private final Session session;
    private final Layer layer;
    private final double[] byInput;
    private final double[][] sums;

    /** What a method makes of these steps. */
    @FunctionalInterface
    public interface Method {

        /** Takes the steps. */
        Solution<EquilibriumGradient> run(GradientSolve solve) throws SolverException;
    }

    private GradientSolve(EquilibriumGradientProblem given, double tolerance, long maxIterations, boolean differences,
            SolveContext context) throws SolverException {
        problem = given.equilibrium();
        cotangent = given.cotangent();
        this.tolerance = tolerance;
        layer = Layers.of(problem, context, differences);
        layer.requireDerivatives();
        if (cotangent.size() != layer.shape().state()) {
            throw new SolverException("the cotangent has " + cotangent.size() + " components; expected " + layer.shape().state()
                    + ", as the states");
        }
        byInput = new double[problem.inputs().values().length];
        List<Layer.Parameter> parameters = layer.parameters();
        sums = new double[parameters.size()][];
        for (int k = 0; k < sums.length; k++) {
            sums[k] = new double[parameters.get(k).value().length()];
        }
        session = new Session(context, tolerance, maxIterations);
    }

    /**
     * Solves a problem by a method.
     *
     * @param tolerance the bound of the residual of states, and of that of the solution
     * @param maxIterations the most iterations for the states of a sample
     * @param differences whether the derivatives of a user's layer that brings none may be approximated by forward differences
     * @throws SolverException if the layer is missing, brings no derivatives, or fails
     */
    public static Solution<EquilibriumGradient> solve(EquilibriumGradientProblem problem, double tolerance, long maxIterations,
            boolean differences, SolveContext context, Method method) throws SolverException {
        try (GradientSolve solve = new GradientSolve(problem, tolerance, maxIterations, differences, context)) {
            return method.run(solve);
        } catch (LayerFailure failed) {
            throw failed.refusal();
        }
    }

    /** The layer. */
    public Layer layer() {
        return layer;
    }

    /** What there is besides. */
    public Session session() {
        return session;
    }

    /** How residuals of states are measured. */
    public ResidualMeasure measure() {
        return problem.measure();
    }

    /** The inputs. */
    public Samples inputs() {
        return problem.inputs();
    }

    /** The cotangents. */
    public Samples cotangent() {
        return cotangent;
    }

    /** Where the derivatives by the inputs are added up. */
    public double[] byInput() {
        return byInput;
    }

    /** Where the derivatives by the parameters are added up. */
    public double[][] sums() {
        return sums;
    }

    /** The states to start from: those of the caller's warm start, or those of the problem. */
    public double[] starts() {
        return EquilibriumSolve.starts(problem, layer, session.context().start(EquilibriumGradient.class).map(EquilibriumGradient::states),
                session);
    }

    /** The adjoints to start from: those of the caller's warm start if they fit, or the cotangents. */
    public double[] adjointStarts() {
        return session.context().start(EquilibriumGradient.class).map(EquilibriumGradient::adjoint)
                .filter(adjoint -> adjoint.count() == cotangent.count() && adjoint.size() == cotangent.size()
                        && VectorKernels.isFinite(adjoint.values()))
                .orElse(cotangent).values().clone();
    }

    /** Finds the states, from those to start from. */
    public EquilibriumStates states(ForwardMethod method) throws SolverException {
        return states(starts(), method.method(layer, session));
    }

    private EquilibriumStates states(double[] starts, EquilibriumMethod method) throws SolverException {
        return BatchSolve.solve(layer, problem.inputs(), starts, problem.measure(), method, session);
    }

    /** Measures states that have been found otherwise. */
    EquilibriumStates measured(double[] states) throws SolverException {
        session.limit(tolerance, 1);
        return states(states, MEASURE);
    }

    /** The layer, linearised at states. */
    public Linearisation linearise(EquilibriumStates states) {
        return new Linearisation(layer, problem.inputs(), states.states().values(), session);
    }

    /**
     * Finds adjoints, from the given ones, which receive them, to a tolerance that is at most that of the solution; those of
     * {@link NearSingularity singular} equations have stagnated.
     */
    EquilibriumStates adjoints(Linearisation linearisation, double[] starts, EquilibriumMethod method, double adjointTolerance,
            long maxIterations) throws SolverException {
        session.limit(Math.min(adjointTolerance, tolerance), maxIterations);
        return NearSingularity.judge(linearisation.adjoints(cotangent, starts, method), cotangent, session.tolerance(), session);
    }

    /** Measures adjoints that have been found otherwise. */
    public EquilibriumStates measured(Linearisation linearisation, double[] adjoints) throws SolverException {
        return adjoints(linearisation, adjoints, MEASURE, tolerance, 1);
    }

    /** The solution of the derivatives that have been added up; its status is the worse one of the states and of the adjoints. */
    public Solution<EquilibriumGradient> solution(EquilibriumStates states, EquilibriumStates adjoints) {
        EquilibriumSolve.warn(states, "samples", session);
        double residual = EquilibriumSolve.residual(adjoints);
        Status status = EquilibriumSolve.worst(adjoints.statuses());
        if (status != Status.CONVERGED) {
            EquilibriumSolve.warn(adjoints, "adjoints", session);
            session.warn("the derivatives are approximations: the adjoint equation u = J'u + v "
                    + (Double.isNaN(residual) ? "is not solved for all samples (" + status + ")"
                            : String.format(Locale.ROOT, "is left with the residual %.1e (relative; %s)", residual, status)));
        }
        List<Status> both = new ArrayList<>(states.statuses());
        both.addAll(adjoints.statuses());
        EquilibriumGradient value = new EquilibriumGradient(states, adjoints.states(), adjoints.residuals(), adjoints.statuses(),
                new Samples(byInput, problem.batch(), problem.inputs().size()), parameters());
        Solution.Builder<EquilibriumGradient> solution = Solution.of(EquilibriumSolve.worst(both), value)
                .residual(Math.max(EquilibriumSolve.residual(states), residual), tolerance);
        session.count(ADJOINT_EVALUATIONS, longest(adjoints));
        session.report(solution, longest(states));
        return solution.build();
    }

    private static long longest(EquilibriumStates states) {
        long longest = 0;
        for (long spent : states.evaluations()) {
            longest = Math.max(longest, spent);
        }
        return longest;
    }

    private DataRecord parameters() {
        DataRecord.Builder record = DataRecord.of(FunctionFactory.PARAMETERS, 1);
        List<Layer.Parameter> parameters = layer.parameters();
        for (int k = 0; k < sums.length; k++) {
            record.array(parameters.get(k).name(), new NamedArray(sums[k], parameters.get(k).value().shape()));
        }
        return record.build();
    }

    @Override
    public void close() {
        session.close();
    }
}
