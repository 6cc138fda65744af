package org.stillpoint.transport.internal.dictionary;

import java.util.List;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.kernel.SoftMinimum;

/** Soft minima of the separable costs on a grid, one axis after the other. */
final class AxisSoftMinimum implements SoftMinimum {

    private final int size;
    private final int[] lengths;
    /** For each axis its costs, row-major. */
    private final double[][] costs;
    private final double[] current;
    private final double[] line;

    AxisSoftMinimum(GroundCost.Grid grid) {
        List<double[]> axes = grid.axes();
        lengths = new int[axes.size()];
        costs = new double[axes.size()][];
        int longest = 0;
        for (int axis = 0; axis < lengths.length; axis++) {
            double[] coordinates = axes.get(axis);
            int length = coordinates.length;
            lengths[axis] = length;
            longest = Math.max(longest, length);
            costs[axis] = new double[length * length];
            for (int i = 0; i < length; i++) {
                for (int j = 0; j < length; j++) {
                    costs[axis][i * length + j] = Math.pow(Math.abs(coordinates[i] - coordinates[j]), grid.exponent());
                }
            }
        }
        size = grid.size();
        current = new double[size];
        line = new double[2 * longest];
    }

    @Override
    public int sources() {
        return size;
    }

    @Override
    public int targets() {
        return size;
    }

    @Override
    public void overTargets(double[] g, double epsilon, double[] result) {
        softMinimum(g, epsilon, result);
    }

    @Override
    public void overSources(double[] f, double epsilon, double[] result) {
        softMinimum(f, epsilon, result);
    }

    private void softMinimum(double[] potentials, double epsilon, double[] result) {
        for (int j = 0; j < size; j++) {
            current[j] = potentials[j] / epsilon;
        }
        int stride = 1;
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            for (int from = 0; from < size; from += stride * lengths[axis]) {
                for (int inner = 0; inner < stride; inner++) {
                    along(axis, from + inner, stride, epsilon);
                }
            }
            stride *= lengths[axis];
        }
        for (int j = 0; j < size; j++) {
            result[j] = -epsilon * current[j];
        }
    }

    /** Replaces the values along a line of an axis by their log-sum-exps with the axis's costs. */
    private void along(int axis, int from, int stride, double epsilon) {
        int length = lengths[axis];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < length; j++) {
                line[j] = current[from + j * stride] - costs[axis][i * length + j] / epsilon;
            }
            line[length + i] = VectorKernels.logSumExp(line, 0, length);
        }
        for (int i = 0; i < length; i++) {
            current[from + i * stride] = line[length + i];
        }
    }
}
