package org.stillpoint.recurrence.internal.cell.linear;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/**
 * The linear recurrence {@link StandardCell#HOUSEHOLDER}, whose matrix of each step is a product of generalised reflections
 * I - beta k k' made from the input. Each reflection is applied as h - (beta k'h) k, so that with a coordinate axis k and beta = 2 states
 * keep their bits but for a sign.
 */
public final class Householder implements Cell {

    private final CellShape shape;
    private final int reflections;

    /** The recurrence with its parameters. */
    public Householder(DataRecord parameters) {
        shape = StandardCell.HOUSEHOLDER.shape(parameters);
        reflections = (shape.input() - shape.state()) / (shape.state() + 1);
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return shape.input();
    }

    @Override
    public JacobianStructure jacobianStructure() {
        return JacobianStructure.dense(shape.state());
    }

    @Override
    public double operations() {
        return 4.0 * reflections * shape.state() + shape.state();
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements CellKernel {

        private final double[] products;

        Kernel(int lanes) {
            products = new double[lanes];
        }

        @Override
        public void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
            Lanes.transpose(input, inputOffset, inputStride, shape.input(), lanes, drive, driveOffset);
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int size = shape.state();
            System.arraycopy(state, stateOffset, next, nextOffset, size * lanes);
            reflectAll(next, nextOffset, lanes, drive, driveOffset, lanes);
            int added = driveOffset + reflections * (size + 1) * lanes;
            for (int i = 0; i < size * lanes; i++) {
                next[nextOffset + i] += drive[added + i];
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int size = shape.state();
            Arrays.fill(jacobian, jacobianOffset, jacobianOffset + size * size * lanes, 0);
            for (int column = 0; column < size; column++) {
                int diagonal = jacobianOffset + column * (size + 1) * lanes;
                Arrays.fill(jacobian, diagonal, diagonal + lanes, 1);
                reflectAll(jacobian, jacobianOffset + column * lanes, size * lanes, drive, driveOffset, lanes);
            }
        }

        /** Applies all reflections of a step to vectors whose components are {@code stride} apart. */
        private void reflectAll(double[] vectors, int offset, int stride, double[] drive, int driveOffset, int lanes) {
            int size = shape.state();
            for (int m = 0; m < reflections; m++) {
                int beta = driveOffset + m * (size + 1) * lanes;
                int axis = beta + lanes;
                Arrays.fill(products, 0, lanes, 0);
                for (int k = 0; k < size; k++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        products[lane] += drive[axis + k * lanes + lane] * vectors[offset + k * stride + lane];
                    }
                }
                for (int lane = 0; lane < lanes; lane++) {
                    products[lane] *= drive[beta + lane];
                }
                for (int k = 0; k < size; k++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        vectors[offset + k * stride + lane] -= products[lane] * drive[axis + k * lanes + lane];
                    }
                }
            }
        }
    }
}
