package org.stillpoint.equilibrium.internal.optimality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivative;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.VectorKernels;

/** Differentiates one solution, see {@link ImplicitDerivativeSolver}. */
final class DerivativeRun {

    /** A solution that is no further from a kink than this part of its size may be at one. */
    private static final double KINK = 1e-9;

    private final ImplicitDerivativeProblem problem;
    private final OptimalityMap map;
    private final ImplicitDerivativeOptions options;
    private final Session session;
    private final double[] x;
    private final double[] theta;
    private final List<LinearEquation> equations = new ArrayList<>();
    private LinearSolve forward;
    private LinearSolve backward;

    DerivativeRun(ImplicitDerivativeProblem problem, OptimalityMap map, ImplicitDerivativeOptions options, Session session) {
        this.problem = problem;
        this.map = map;
        this.options = options;
        this.session = session;
        x = problem.x();
        theta = problem.theta();
    }

    Solution<ImplicitDerivative> run() throws SolverException {
        double[] conditions = new double[x.length];
        map.apply(x, theta, conditions);
        boolean finite = VectorKernels.isFinite(conditions);
        double solutionResidual = finite ? VectorKernels.maxAbs(conditions, 0, conditions.length) : Double.NaN;
        Samples adjoints = adjoints();
        Samples gradients = gradients(adjoints);
        Samples derivatives = derivatives();
        List<Status> statuses = new ArrayList<>();
        double[] residuals = new double[equations.size()];
        double largest = solutionResidual;
        long longest = 0;
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = equations.get(i).residual();
            largest = Math.max(largest, residuals[i]);
            statuses.add(equations.get(i).status());
            longest = Math.max(longest, equations.get(i).products());
        }
        warn(residuals, statuses);
        List<Status> all = new ArrayList<>(statuses);
        if (!finite) {
            all.add(Status.NONFINITE);
        } else if (!(solutionResidual <= options.tolerance())) {
            all.add(Status.STAGNATED);
            warn(conditions, solutionResidual);
        }
        ImplicitDerivative value = new ImplicitDerivative(solutionResidual, adjoints, gradients, derivatives, residuals, statuses);
        Solution.Builder<ImplicitDerivative> solution = Solution.of(EquilibriumSolve.worst(all), value)
                .residual(largest, options.tolerance());
        session.report(solution, longest);
        return solution.build();
    }

    private Samples adjoints() throws SolverException {
        Samples cotangents = problem.cotangents();
        double[] solutions = new double[cotangents.count() * x.length];
        for (int row = 0; row < cotangents.count(); row++) {
            double[] cotangent = new double[x.length];
            System.arraycopy(cotangents.values(), cotangents.offset(row), cotangent, 0, x.length);
            LinearEquation equation = backward().solve(cotangent);
            equations.add(equation);
            System.arraycopy(equation.solution(), 0, solutions, row * x.length, x.length);
        }
        return new Samples(solutions, cotangents.count(), x.length);
    }

    /** -B'u. */
    private Samples gradients(Samples adjoints) {
        double[] gradients = new double[adjoints.count() * theta.length];
        double[] adjoint = new double[x.length];
        double[] product = new double[theta.length];
        for (int row = 0; row < adjoints.count(); row++) {
            System.arraycopy(adjoints.values(), adjoints.offset(row), adjoint, 0, x.length);
            map.parameterTransposedProduct(x, theta, adjoint, product);
            for (int i = 0; i < theta.length; i++) {
                gradients[row * theta.length + i] = -product[i];
            }
        }
        return new Samples(gradients, adjoints.count(), theta.length);
    }

    private Samples derivatives() throws SolverException {
        Samples tangents = problem.tangents();
        double[] solutions = new double[tangents.count() * x.length];
        double[] tangent = new double[theta.length];
        for (int row = 0; row < tangents.count(); row++) {
            System.arraycopy(tangents.values(), tangents.offset(row), tangent, 0, theta.length);
            double[] right = new double[x.length];
            map.parameterProduct(x, theta, tangent, right);
            negate(right);
            LinearEquation equation = forward().solve(right);
            equations.add(equation);
            System.arraycopy(equation.solution(), 0, solutions, row * x.length, x.length);
        }
        return new Samples(solutions, tangents.count(), x.length);
    }

    private static void negate(double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = -vector[i];
        }
    }

    private LinearSolve forward() throws SolverException {
        forward = forward != null ? forward : new LinearSolve((w, result) -> map.solutionProduct(x, theta, w, result), x.length,
                map.symmetric(), options, session);
        return forward;
    }

    private LinearSolve backward() throws SolverException {
        if (map.symmetric()) {
            return forward();
        }
        backward = backward != null ? backward : new LinearSolve((u, result) -> map.solutionTransposedProduct(x, theta, u, result),
                x.length, false, options, session);
        return backward;
    }

    private void warn(double[] residuals, List<Status> statuses) {
        int adjoints = problem.cotangents().count();
        for (int i = 0; i < residuals.length; i++) {
            if (statuses.get(i) != Status.CONVERGED) {
                session.warn(String.format(Locale.ROOT, "the equation of %s (counted from 0) ended %s with the relative residual %.1e: "
                        + "its derivatives are approximations, or do not exist", i < adjoints ? "cotangent " + i : "tangent " + (i - adjoints),
                        statuses.get(i), residuals[i]));
            }
        }
        double distance = map.distanceFromKinks(x, theta);
        if (!(distance > KINK * (1 + VectorKernels.maxAbs(x, 0, x.length)))) {
            session.warn(String.format(Locale.ROOT, "x is as near as %.1e to where the conditions have no derivative: there may be none of "
                    + "the solution either, but one on each side", distance));
        }
    }

    /** Says how far from a solution x is, by the first step of Newton's method. */
    private void warn(double[] conditions, double residual) throws SolverException {
        double[] right = conditions.clone();
        negate(right);
        double[] step = forward().solve(right).solution();
        session.warn(String.format(Locale.ROOT, "x is no solution: the largest component of F(x, theta) is %.1e, and a step of Newton's "
                + "method from there has the largest component %.1e; the derivatives are those of the equations at x", residual,
                VectorKernels.maxAbs(step, 0, step.length)));
    }
}
