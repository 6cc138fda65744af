package org.stillpoint.transport.internal.flow;

import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.numerics.VectorKernels;

/**
 * The free energy of a {@link GradientFlowProblem} and the first variation of its attraction: with the mass m and the moments M_1 and M_2
 * of the masses,
 *
 * <pre>
 *   sum over i, j of |x_i - x_j|^2 rho_i rho_j = 2 (m M_2 - |M_1|^2),
 *   W_j = lambda (m |x_j|^2 / 2 - x_j'M_1) up to a constant.
 * </pre>
 *
 * Coordinates count from the middle of the grid, so that little cancels. Belongs to one thread.
 */
final class FreeEnergy {

    private final GradientFlowProblem problem;
    private final double mass;
    private final double[][] coordinates;
    private final double[] squares;
    private final double[] logVolumes;

    FreeEnergy(GradientFlowProblem problem) {
        this.problem = problem;
        int size = problem.size();
        mass = VectorKernels.sum(problem.initial(), 0, size);
        coordinates = new double[problem.axes().size()][size];
        squares = new double[size];
        for (int axis = 0; axis < coordinates.length; axis++) {
            double[] x = problem.axes().get(axis);
            double middle = (x[0] + x[x.length - 1]) / 2;
            for (int j = 0; j < size; j++) {
                coordinates[axis][j] = problem.coordinate(j, axis) - middle;
                squares[j] += coordinates[axis][j] * coordinates[axis][j];
            }
        }
        logVolumes = new double[size];
        VectorKernels.log(problem.volumes(), 0, logVolumes, 0, size);
    }

    double mass() {
        return mass;
    }

    double[] logVolumes() {
        return logVolumes;
    }

    /** Writes V + W at some masses. */
    void field(double[] masses, double[] result) {
        System.arraycopy(problem.potential(), 0, result, 0, result.length);
        double strength = problem.interaction();
        if (strength != 0) {
            VectorKernels.axpy(strength * mass / 2, squares, result);
            for (double[] x : coordinates) {
                VectorKernels.axpy(-strength * VectorKernels.dot(x, masses), x, result);
            }
        }
    }

    /** The free energy. */
    double value(double[] masses) {
        double entropy = 0;
        for (int j = 0; j < masses.length; j++) {
            entropy += masses[j] > 0 ? masses[j] * (Math.log(masses[j]) - logVolumes[j]) : 0;
        }
        double spread = mass * VectorKernels.dot(squares, masses);
        for (double[] x : coordinates) {
            double moment = VectorKernels.dot(x, masses);
            spread -= moment * moment;
        }
        return VectorKernels.dot(problem.potential(), masses) + problem.diffusion() * entropy + problem.interaction() / 2 * spread;
    }
}
