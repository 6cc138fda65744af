package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/**
 * The exponential midpoint method along a field f(y, x) = A y + B x, where its equation has the solution
 * y' = y + s phi(s A) f(y, x), with the Jacobian matrix e^(s A) = I + s A phi(s A): no step is too long.
 */
final class LinearExponential implements CellKernel {

    private final Field.Evaluator field;
    private final int dimension;
    private final int inputs;
    private final PanelProducts products = new PanelProducts();
    private final PanelMatrix propagator;
    private final double[] exponential;
    private final double[] slope;

    LinearExponential(Field field, double step, int lanes) {
        this.field = field.evaluator();
        dimension = field.dimension();
        inputs = field.inputSize();
        slope = new double[dimension * lanes];
        PhiFunction phi = new PhiFunction(dimension);
        double[] matrix = phi.matrix();
        this.field.jacobian(new double[dimension], 0, new double[inputs], 0, 1, matrix, 0);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] *= step;
        }
        phi.evaluate();
        exponential = new double[matrix.length];
        phi.multiply(matrix, phi.value(), exponential);
        for (int k = 0; k < dimension; k++) {
            exponential[k * (dimension + 1)] += 1;
        }
        propagator = PanelMatrix.of(Arrays.stream(phi.value()).map(value -> step * value).toArray(), 0, dimension, dimension);
    }

    @Override
    public void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        Lanes.transpose(input, inputOffset, inputStride, inputs, lanes, drive, driveOffset);
    }

    @Override
    public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
        field.derivative(state, stateOffset, drive, driveOffset, lanes, slope, 0);
        System.arraycopy(state, stateOffset, next, nextOffset, dimension * lanes);
        products.addPanel(next, nextOffset, propagator, slope, 0, lanes);
    }

    @Override
    public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
            double[] jacobian, int jacobianOffset) {
        step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
        for (int k = 0; k < exponential.length; k++) {
            int from = jacobianOffset + k * lanes;
            Arrays.fill(jacobian, from, from + lanes, exponential[k]);
        }
    }
}
