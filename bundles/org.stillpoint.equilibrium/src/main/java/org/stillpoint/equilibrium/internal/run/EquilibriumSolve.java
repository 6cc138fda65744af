package org.stillpoint.equilibrium.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.numerics.VectorKernels;

/** Solves an equilibrium problem by a method. */
public final class EquilibriumSolve {

    /** So many samples that did not converge are named. */
    private static final int NAMED = 5;

    private EquilibriumSolve() {
    }

    /**
     * Solves a problem.
     *
     * @param differences whether the derivatives of a user's layer that brings none may be approximated by forward differences
     * @throws SolverException if the layer is missing, or if the method does not treat it
     */
    public static Solution<EquilibriumStates> solve(EquilibriumProblem problem, EquilibriumMethod method, double tolerance,
            long maxIterations, boolean differences, SolveContext context) throws SolverException {
        return solve(problem, (layer, session) -> method, tolerance, maxIterations, differences, context);
    }

    /**
     * Solves a problem by a method that is made for its layer.
     *
     * @param differences whether the derivatives of a user's layer that brings none may be approximated by forward differences
     * @throws SolverException if the layer is missing, or if the method does not treat it
     */
    public static Solution<EquilibriumStates> solve(EquilibriumProblem problem, MethodFactory methods, double tolerance,
            long maxIterations, boolean differences, SolveContext context) throws SolverException {
        try (Session session = new Session(context, tolerance, maxIterations)) {
            Layer layer = Layers.of(problem, context, differences);
            EquilibriumMethod method = methods.method(layer, session);
            EquilibriumStates states = BatchSolve.solve(layer, problem.inputs(), starts(problem, layer, session), problem.measure(), method,
                    session);
            return solution(states, session);
        }
    }

    /** The states to start from: those of the caller's warm start if they fit, else those of the problem. */
    public static double[] starts(EquilibriumProblem problem, Layer layer, Session session) {
        return starts(problem, layer, session.context().start(EquilibriumStates.class), session);
    }

    /** The states to start from: given ones if they fit, else those of the problem. */
    public static double[] starts(EquilibriumProblem problem, Layer layer, Optional<EquilibriumStates> given, Session session) {
        int size = layer.shape().state();
        if (given.isPresent()) {
            EquilibriumStates start = given.get();
            boolean fits = start.states().count() == problem.batch() && start.states().size() == size;
            if (fits && VectorKernels.isFinite(start.states().values())) {
                return start.states().values().clone();
            }
            session.warn("the states to start from are " + start.states() + (fits ? ", and not all finite" : "")
                    + "; they are not used, as " + problem.batch() + " x " + size + " finite numbers are expected");
        }
        double[] starts = new double[Math.multiplyExact(problem.batch(), size)];
        for (int sample = 0; sample < problem.batch(); sample++) {
            System.arraycopy(problem.start(sample, size), 0, starts, sample * size, size);
        }
        return starts;
    }

    /** The solution that states are, with the status of the worst sample and the names of the first samples that did not converge. */
    public static Solution<EquilibriumStates> solution(EquilibriumStates states, Session session) {
        Status status = BatchResult.worst(states.statuses());
        warn(states, "samples", session);
        Solution.Builder<EquilibriumStates> solution = Solution.of(status, states).residual(residual(states), session.tolerance());
        long longest = 0;
        for (long spent : states.evaluations()) {
            longest = Math.max(longest, spent);
        }
        session.report(solution, longest);
        return solution.build();
    }

    /** The largest residual of a batch, NaN if one is not known. */
    public static double residual(EquilibriumStates states) {
        double largest = 0;
        for (double residual : states.residuals()) {
            largest = Math.max(largest, residual);
        }
        return largest;
    }

    /** The worst status of samples. */
    public static Status worst(List<Status> statuses) {
        return BatchResult.worst(statuses);
    }

    /** Names the first samples of a batch that did not converge. */
    public static void warn(EquilibriumStates states, String what, Session session) {
        List<String> named = new ArrayList<>();
        int failed = 0;
        for (int sample = 0; sample < states.statuses().size(); sample++) {
            if (states.statuses().get(sample) != Status.CONVERGED) {
                failed++;
                if (failed <= NAMED) {
                    double residual = states.residuals()[sample];
                    named.add(sample + " (" + states.statuses().get(sample)
                            + (Double.isFinite(residual) ? String.format(Locale.ROOT, ", residual %.1e)", residual) : ")"));
                }
            }
        }
        if (failed > 0 && states.statuses().size() > 1) {
            session.warn(failed + " of " + states.statuses().size() + " " + what + " did not converge; sample " + String.join(", ", named)
                    + (failed > NAMED ? ", ..." : ""));
        }
    }
}
