package org.stillpoint.transport.internal.gradient;

import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.TransportGradient.Derivatives;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * The derivatives at a plan P. Those of the value are by the envelope theorem what it depends on explicitly: P by the costs, the rules'
 * derivatives by the weights, the regulariser by epsilon. Those of the sum of W P follow, with the multipliers u, v of the adjoint
 * equations and z = f + g - C, from
 *
 * <pre>
 *   d/dC_ij = -P_ij (W_ij - u_i - v_j) / epsilon,   d/d epsilon = -sum of P_ij (W_ij - u_i - v_j) z_ij / epsilon^2,
 *   d/da_i  = u_i q_i / a_i, times 1 + epsilon / rho where the entropy is relative and the rule a penalty.
 * </pre>
 */
final class PlanDerivatives {

    private final TransportInstance instance;
    private final TransportProblem problem;
    private final EntropicPlan plan;
    private final AllPoints all;

    PlanDerivatives(TransportInstance instance, EntropicPlan plan, AllPoints all) {
        this.instance = instance;
        problem = instance.problem();
        this.plan = plan;
        this.all = all;
    }

    /** The derivatives of the value. */
    Derivatives ofValue() {
        double[] entries = plan.entries;
        double byEpsilon = plan.relative ? problem.source().mass() * problem.target().mass() : 1;
        for (int i = 0; i < plan.rows; i++) {
            for (int j = 0; j < plan.columns; j++) {
                double entry = entries[i * plan.columns + j];
                // The logarithm of the entry, or of its ratio to the weights, times the entry, less the entry.
                byEpsilon += entry * (slack(i, j) / plan.epsilon - 1);
            }
        }
        double[] sourceWeights = weights(all.f(), plan.rowPenalty, problem.target().mass());
        double[] targetWeights = weights(all.g(), plan.columnPenalty, problem.source().mass());
        return with(entries, sourceWeights, targetWeights, byEpsilon);
    }

    private double slack(int i, int j) {
        return plan.f[i] + plan.g[j] - plan.cost(i, j);
    }

    /** Rule's derivative by the weight, and that of the relative entropy's reference measure. */
    private double[] weights(double[] potentials, double penalty, double otherMass) {
        double[] derivatives = new double[potentials.length];
        for (int i = 0; i < derivatives.length; i++) {
            double ratio = Double.isInfinite(penalty) ? 1 : Math.exp(-potentials[i] / penalty);
            derivatives[i] = EntropicPlan.ruleValue(1, potentials[i], penalty) + (plan.relative ? plan.epsilon * (otherMass - ratio) : 0);
        }
        return derivatives;
    }

    /**
     * Solves the adjoint equations.
     *
     * @param u receives the multipliers of the usable rows
     * @param v receives those of the usable columns
     */
    void multipliers(DMatrixRMaj cotangent, SchurComplement system, double tolerance, double[] u, double[] v, BooleanSupplier goOn) {
        double[] rows = new double[plan.rows];
        double[] right = new double[plan.columns];
        double[] weighted = new double[plan.columns];
        for (int i = 0; i < plan.rows; i++) {
            weigh(cotangent, i, weighted);
            rows[i] = VectorKernels.sum(weighted, 0, weighted.length);
            double mean = rows[i] / plan.rowDiagonal(i);
            for (int j = 0; j < weighted.length; j++) {
                right[j] += weighted[j] - mean * plan.entries[i * plan.columns + j];
            }
        }
        system.solve(right, v, tolerance, goOn);
        for (int i = 0; i < plan.rows; i++) {
            u[i] = (rows[i] - VectorKernels.dot(plan.entries, i * plan.columns, v, 0, v.length)) / plan.rowDiagonal(i);
        }
        plan.centre(u, v);
    }

    private void weigh(DMatrixRMaj cotangent, int i, double[] weighted) {
        int row = instance.sourcePoints()[i] * cotangent.numCols;
        for (int j = 0; j < weighted.length; j++) {
            weighted[j] = cotangent.data[row + instance.targetPoints()[j]] * plan.entries[i * plan.columns + j];
        }
    }

    /** The 1-norm of the residual of the adjoint equations. */
    double residual(DMatrixRMaj cotangent, double[] u, double[] v) {
        double error = 0;
        double[] ofColumns = new double[plan.columns];
        double tie = plan.epsilon / plan.columnPenalty;
        for (int j = 0; j < ofColumns.length; j++) {
            ofColumns[j] = -tie * plan.attainedColumns[j] * v[j];
        }
        for (int i = 0; i < plan.rows; i++) {
            double ofRow = -plan.epsilon / plan.rowPenalty * plan.attainedRows[i] * u[i];
            int row = instance.sourcePoints()[i] * cotangent.numCols;
            for (int j = 0; j < ofColumns.length; j++) {
                double rest = plan.entries[i * plan.columns + j] * (cotangent.data[row + instance.targetPoints()[j]] - u[i] - v[j]);
                ofRow += rest;
                ofColumns[j] += rest;
            }
            error += Math.abs(ofRow);
        }
        return error + VectorKernels.norm1(ofColumns, 0, ofColumns.length);
    }

    /** The derivatives of the sum of W P, from the multipliers of all points. */
    Derivatives ofPlan(DMatrixRMaj cotangent, double[] u, double[] v) {
        double[] byCosts = new double[plan.entries.length];
        double byEpsilon = 0;
        for (int i = 0; i < plan.rows; i++) {
            int point = instance.sourcePoints()[i];
            for (int j = 0; j < plan.columns; j++) {
                int other = instance.targetPoints()[j];
                double rest = cotangent.data[point * cotangent.numCols + other] - u[point] - v[other];
                int entry = i * plan.columns + j;
                byCosts[entry] = -plan.entries[entry] * rest / plan.epsilon;
                byEpsilon += byCosts[entry] * (slack(i, j) / plan.epsilon);
            }
        }
        return with(byCosts, scaled(u, all.f(), plan.rowPenalty), scaled(v, all.g(), plan.columnPenalty), byEpsilon);
    }

    private double[] scaled(double[] multipliers, double[] potentials, double penalty) {
        double[] derivatives = multipliers.clone();
        for (int i = 0; i < derivatives.length && !Double.isInfinite(penalty); i++) {
            derivatives[i] *= Math.exp(-potentials[i] / penalty) * (plan.relative ? 1 + plan.epsilon / penalty : 1);
        }
        return derivatives;
    }

    /** The plan over all points. */
    DMatrixRMaj plan() {
        return spread(plan.entries);
    }

    private DMatrixRMaj spread(double[] usable) {
        DMatrixRMaj matrix = new DMatrixRMaj(problem.source().size(), problem.target().size());
        for (int k = 0; k < usable.length; k++) {
            matrix.set(instance.sourcePoints()[k / plan.columns], instance.targetPoints()[k % plan.columns], usable[k]);
        }
        return matrix;
    }

    private Derivatives with(double[] byUsableCosts, double[] sourceWeights, double[] targetWeights, double byEpsilon) {
        DMatrixRMaj x = problem.source().points();
        DMatrixRMaj y = problem.target().points();
        boolean points = problem.cost() instanceof GroundCost.Distance;
        DMatrixRMaj byX = new DMatrixRMaj(x.numRows, points ? x.numCols : 0);
        DMatrixRMaj byY = new DMatrixRMaj(y.numRows, points ? y.numCols : 0);
        DistanceDerivative derivative = points ? new DistanceDerivative((GroundCost.Distance) problem.cost(), x.numCols) : null;
        for (int k = 0; points && k < byUsableCosts.length; k++) {
            int i = instance.sourcePoints()[k / plan.columns];
            derivative.add(byUsableCosts[k], x, i, y, instance.targetPoints()[k % plan.columns], byX, byY);
        }
        return new Derivatives(spread(byUsableCosts), sourceWeights, targetWeights, byX, byY, byEpsilon);
    }
}
