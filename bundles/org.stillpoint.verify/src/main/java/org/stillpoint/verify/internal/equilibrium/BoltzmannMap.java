package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.verify.internal.SymmetricEigenvalues;

/** softmax(P z + U x + b) within groups: {@link StandardLayer#BOLTZMANN}. */
final class BoltzmannMap implements LayerMap {

    private final LayerShape shape;
    private final int[] groups;
    private final AffineMap affine;

    BoltzmannMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        groups = Arrays.stream(parameters.numbers("groups")).mapToInt(size -> (int) size).toArray();
        affine = new AffineMap(weight(parameters, groups, shape.state()), parameters, shape);
    }

    /** P = D(A'A) - A'A for the shrunk factor A, row by row. */
    static double[] weight(DataRecord parameters, int[] groups, int d) {
        double[] factor = parameters.numbers("factor").clone();
        double largest = 1 - parameters.number("margin");
        int first = 0;
        for (int size : groups) {
            shrink(factor, d, first, size, largest);
            first += size;
        }
        double[] weight = Gram.of(factor, d);
        for (int i = 0; i < weight.length; i++) {
            weight[i] = -weight[i];
        }
        first = 0;
        for (int size : groups) {
            for (int i = first; i < first + size; i++) {
                Arrays.fill(weight, i * d + first, i * d + first + size, 0);
            }
            first += size;
        }
        return weight;
    }

    /** Shrinks the columns of a group to a squared spectral norm where they exceed it. */
    private static void shrink(double[] factor, int d, int first, int size, double largest) {
        int rows = factor.length / d;
        double[][] gram = new double[Math.min(rows, size)][Math.min(rows, size)];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                gram[i][j] = size <= rows ? columnProduct(factor, d, first + i, first + j) : rowProduct(factor, d, i, j, first, size);
            }
        }
        double squaredNorm = Arrays.stream(new SymmetricEigenvalues(gram).values()).max().orElse(0);
        double scale = squaredNorm > largest ? Math.sqrt(largest / squaredNorm) : 1;
        for (int row = 0; row < rows; row++) {
            for (int j = first; j < first + size; j++) {
                factor[row * d + j] *= scale;
            }
        }
    }

    private static double columnProduct(double[] factor, int d, int left, int right) {
        double sum = 0;
        for (int row = 0; row < factor.length; row += d) {
            sum += factor[row + left] * factor[row + right];
        }
        return sum;
    }

    private static double rowProduct(double[] factor, int d, int upper, int lower, int first, int size) {
        double sum = 0;
        for (int j = first; j < first + size; j++) {
            sum += factor[upper * d + j] * factor[lower * d + j];
        }
        return sum;
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        affine.apply(states, stateOffset, inputs, inputOffset, rows, images);
        int first = 0;
        for (int row = 0; row < rows; row++) {
            for (int size : groups) {
                if (size == 1) {
                    images[first] = Activated.logistic(images[first]);
                } else {
                    Softmax.apply(images, first, size);
                }
                first += size;
            }
        }
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        double[] back = new double[state.length];
        apply(state, 0, input, 0, 1, back);
        int first = 0;
        for (int size : groups) {
            if (size == 1) {
                back[first] *= (1 - back[first]) * cotangent[first];
            } else {
                Softmax.pullBack(back, first, size, cotangent);
            }
            first += size;
        }
        affine.transposed(back, result);
    }
}
