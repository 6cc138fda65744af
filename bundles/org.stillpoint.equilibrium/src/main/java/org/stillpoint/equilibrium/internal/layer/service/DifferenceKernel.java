package org.stillpoint.equilibrium.internal.layer.service;

import java.util.Arrays;

/**
 * A user's layer without derivatives. Products with them are forward differences, whose error is some 1e-8 of the state, or of 1: J v takes
 * one, (df/dx)'u one for each input, and J'u one for each component at a state where it is asked for first. Those are kept, for as many
 * lanes as there is room for.
 */
final class DifferenceKernel extends ServiceKernel {

    /** The root of the rounding unit balances the curvature against the rounding. */
    private static final double STEP = 0x1p-26;
    /** At most so many values are kept. */
    private static final int MOST_KEPT = 1 << 23;

    private final int lanes;
    private final double[] moved;
    private final double[] movedInput;
    private final double[] movedImage;
    private double[][] columns;
    private double[][] points;

    DifferenceKernel(ServiceLayer layer, int lanes) {
        super(layer);
        this.lanes = lanes;
        moved = new double[state.length];
        movedInput = new double[input.length];
        movedImage = new double[state.length];
    }

    /** (f(z + h v) - f(z)) / h. */
    @Override
    void product(double[] direction, double[] product) {
        double largest = 0;
        double scale = 1;
        for (int k = 0; k < state.length; k++) {
            largest = Math.max(largest, Math.abs(direction[k]));
            scale = Math.max(scale, Math.abs(state[k]));
        }
        if (largest == 0) {
            Arrays.fill(product, 0);
            return;
        }
        double step = STEP * scale / largest;
        for (int k = 0; k < state.length; k++) {
            moved[k] = state[k] + step * direction[k];
        }
        layer.evaluate(state, input, image);
        layer.evaluate(moved, input, product);
        for (int k = 0; k < state.length; k++) {
            product[k] = (product[k] - image[k]) / step;
        }
    }

    @Override
    void transposedProduct(int lane, double[] cotangent, double[] product) {
        int size = state.length;
        double[] jacobian = columns(lane);
        for (int k = 0; k < size; k++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += jacobian[k * size + i] * cotangent[i];
            }
            product[k] = sum;
        }
    }

    /** The columns of J at the point at hand: those that are kept for the lane, if they are of that point. */
    private double[] columns(int lane) {
        int size = state.length;
        if (columns == null) {
            int kept = (int) Math.max(1, Math.min(lanes, MOST_KEPT / ((long) size * size)));
            columns = new double[kept][];
            points = new double[kept][];
        }
        int place = lane % columns.length;
        if (points[place] == null || !isAt(points[place])) {
            columns[place] = columns[place] == null ? new double[size * size] : columns[place];
            points[place] = points[place] == null ? new double[size + input.length] : points[place];
            System.arraycopy(state, 0, points[place], 0, size);
            System.arraycopy(input, 0, points[place], size, input.length);
            computeColumns(columns[place]);
        }
        return columns[place];
    }

    private boolean isAt(double[] point) {
        return Arrays.equals(point, 0, state.length, state, 0, state.length)
                && Arrays.equals(point, state.length, point.length, input, 0, input.length);
    }

    private void computeColumns(double[] jacobian) {
        int size = state.length;
        layer.evaluate(state, input, image);
        for (int k = 0; k < size; k++) {
            System.arraycopy(state, 0, moved, 0, size);
            moved[k] += STEP * Math.max(1, Math.abs(state[k]));
            double step = moved[k] - state[k];
            layer.evaluate(moved, input, movedImage);
            for (int i = 0; i < size; i++) {
                jacobian[k * size + i] = (movedImage[i] - image[i]) / step;
            }
        }
    }

    @Override
    void inputProduct(double[] cotangent, double[] product) {
        layer.evaluate(state, input, image);
        for (int k = 0; k < input.length; k++) {
            System.arraycopy(input, 0, movedInput, 0, input.length);
            movedInput[k] += STEP * Math.max(1, Math.abs(input[k]));
            double step = movedInput[k] - input[k];
            layer.evaluate(state, movedInput, movedImage);
            double sum = 0;
            for (int i = 0; i < state.length; i++) {
                sum += (movedImage[i] - image[i]) / step * cotangent[i];
            }
            product[k] = sum;
        }
    }

    @Override
    public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int count,
            double[][] sums) {
        // A layer without derivatives has no parameters to differentiate by.
    }
}
