package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;

/** The checks of {@link TransportOptimality} for an entropic plan on a large grid that is given by its potentials, all of them exact. */
final class GridOptimality {

    /** Bounds the rounding of all the additions for one entry of the plan, in units of the magnitudes added. */
    private static final double ROUNDING = 8 * 0x1p-53;
    /** The most exponentials for one marginal. */
    private static final double MOST_WORK = 1e9;

    private final TransportProblem problem;
    private final TransportPlan value;
    private final TransportCosts costs;
    private final double tolerance;
    private final CertificateDraft draft;
    private final MarginalSide source;
    private final MarginalSide target;

    GridOptimality(TransportProblem problem, TransportPlan value, TransportCosts costs, double tolerance, CertificateDraft draft) {
        this.problem = problem;
        this.value = value;
        this.costs = costs;
        this.tolerance = tolerance;
        this.draft = draft;
        source = new MarginalSide(problem.source(), problem.sourceRule(), problem.regulariser(), value.f());
        target = new MarginalSide(problem.target(), problem.targetRule(), problem.regulariser(), value.g());
    }

    /** Whether a problem and what solves it are of this kind. */
    static boolean suits(TransportProblem problem, TransportPlan value) {
        return problem.cost() instanceof GroundCost.Grid grid && !value.explicit() && GridSums.work(grid) <= MOST_WORK
                && (problem.regulariser() == Regulariser.ENTROPY || problem.regulariser() == Regulariser.RELATIVE_ENTROPY);
    }

    /** Checks potentials of the right lengths, all usable. */
    void check() {
        GridSums sums = new GridSums(problem, value, costs);
        double[] rowSums = sums.rowSums();
        double[] columnSums = sums.columnSums();
        double linearCost = sums.linearCost();
        double kink = tolerance * sums.leastCost();
        boolean exact = source.exact() && target.exact();
        MarginalTotals ofSource = new MarginalTotals(source, rowSums, kink, 0);
        MarginalTotals ofTarget = new MarginalTotals(target, columnSums, kink, 0);
        PreciseSum mass = new PreciseSum();
        double magnitude = Math.abs(linearCost);
        for (double sum : rowSums) {
            mass.add(sum);
        }
        for (int i = 0; i < rowSums.length; i++) {
            magnitude += rowSums[i] == 0 ? 0 : Math.abs(source.potential(i)) * rowSums[i];
            magnitude += columnSums[i] == 0 ? 0 : Math.abs(target.potential(i)) * columnSums[i];
        }
        double excess = Double.isNaN(problem.mass()) ? 0 : Math.abs(mass.value() - problem.mass());
        double mismatch = exact ? Math.abs(source.mass() - target.mass()) : 0;
        double unit = problem.referenceMass();
        if (!draft.atMost("marginal error (1-norm)", (ofSource.error + ofTarget.error + excess) / unit,
                tolerance + (mismatch + ROUNDING * (magnitude / costs.epsilon() + mass.value())) / unit)) {
            draft.note("Of the marginal error " + ofSource.error + " is that of the source, " + ofTarget.error + " that of the target.");
        }
        double below = Math.max(ofSource.violation, ofTarget.violation);
        if (below > 0) {
            draft.atMost("potentials below the range of their rule", below, kink);
        }
        double constant = new TransportGradient(problem.regulariser(), costs.epsilon()).constant(source.mass(), target.mass());
        draft.quantity(Certificate.DUAL_OBJECTIVE, ofSource.conjugate + ofTarget.conjugate + constant - costs.epsilon() * mass.value()
                + (Double.isNaN(problem.mass()) ? 0 : value.massPotential() * problem.mass()));
        TransportQuantities.add(draft, costs, linearCost, mass.value(), ofSource.error, ofTarget.error);
        draft.quantity("largestMarginalError", Math.max(Math.max(ofSource.largest, ofTarget.largest), excess));
        draft.note("The plan is given by its potentials, whose marginals were computed along the axes of the grid.");
    }
}
