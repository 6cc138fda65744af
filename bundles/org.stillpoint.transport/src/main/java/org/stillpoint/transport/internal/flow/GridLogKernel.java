package org.stillpoint.transport.internal.flow;

import java.util.List;
import org.stillpoint.numerics.VectorKernels;

/**
 * Products with the kernel exp(-|x_i - x_j|^2 / epsilon) of a grid by logarithms, one axis after the other: nothing overflows, and what is
 * small keeps its digits. Belongs to one thread.
 */
final class GridLogKernel {

    private final int[] lengths;
    private final double[][] logs;
    private final double[] line;
    private final double[] sums;
    private final double[] between;

    GridLogKernel(List<double[]> axes, double epsilon) {
        lengths = new int[axes.size()];
        logs = new double[axes.size()][];
        int longest = 0;
        int size = 1;
        for (int axis = 0; axis < lengths.length; axis++) {
            double[] x = axes.get(axis);
            lengths[axis] = x.length;
            longest = Math.max(longest, x.length);
            size *= x.length;
            logs[axis] = new double[x.length * x.length];
            for (int entry = 0; entry < logs[axis].length; entry++) {
                double distance = x[entry / x.length] - x[entry % x.length];
                logs[axis][entry] = -distance * distance / epsilon;
            }
        }
        line = new double[longest];
        sums = new double[longest];
        between = new double[size];
    }

    /** result_i = log of the sum over j of K_ij exp(x_j). */
    void apply(double[] x, double[] result) {
        if (lengths.length == 1) {
            axis(0, 1, x, result);
        } else {
            axis(1, 1, x, between);
            axis(0, lengths[1], between, result);
        }
    }

    private void axis(int axis, int stride, double[] x, double[] result) {
        int length = lengths[axis];
        for (int number = 0; number < x.length / length; number++) {
            int start = stride == 1 ? number * length : number;
            for (int j = 0; j < length; j++) {
                line[j] = x[start + j * stride];
            }
            for (int i = 0; i < length; i++) {
                System.arraycopy(logs[axis], i * length, sums, 0, length);
                VectorKernels.axpy(1, line, 0, sums, 0, length);
                result[start + i * stride] = VectorKernels.logSumExp(sums, 0, length);
            }
        }
    }
}
