package org.stillpoint.recurrence.internal.cell.differential;

import org.stillpoint.api.problem.recurrence.DifferentiableVectorField;
import org.stillpoint.api.problem.recurrence.VectorField;
import org.stillpoint.recurrence.internal.cell.CentralDifferences;
import org.stillpoint.recurrence.internal.cell.Lanes;

/** A user's vector field, evaluated lane by lane; where it brings no Jacobian matrix, by central differences. */
record ServiceField(VectorField field) implements Field {

    /** What is assumed of a user's field for each component. */
    private static final double OPERATIONS_PER_COMPONENT = 50;

    @Override
    public int dimension() {
        return field.dimension();
    }

    @Override
    public int inputSize() {
        return field.inputSize();
    }

    @Override
    public boolean exactJacobian() {
        return field instanceof DifferentiableVectorField;
    }

    @Override
    public boolean exactSecondDerivatives() {
        return false;
    }

    @Override
    public double operations() {
        return OPERATIONS_PER_COMPONENT * field.dimension();
    }

    @Override
    public Evaluator evaluator() {
        return new LaneByLane(field);
    }

    private static final class LaneByLane implements Evaluator {

        private final VectorField field;
        private final double[] state;
        private final double[] input;
        private final double[] value;
        private final double[] matrix;
        private final CentralDifferences differences;
        private final CentralDifferences.VectorFunction function;
        private final CentralDifferences matrixDifferences;
        private final CentralDifferences.VectorFunction matrixFunction;

        LaneByLane(VectorField field) {
            this.field = field;
            int size = field.dimension();
            state = new double[size];
            input = new double[field.inputSize()];
            value = new double[size];
            matrix = new double[size * size];
            differences = new CentralDifferences(size);
            function = (y, derivative) -> field.derivative(y, input, derivative);
            matrixDifferences = new CentralDifferences(size * size);
            matrixFunction = this::matrix;
        }

        @Override
        public void derivative(double[] y, int yOffset, double[] inputs, int inputOffset, int lanes, double[] derivative,
                int derivativeOffset) {
            for (int lane = 0; lane < lanes; lane++) {
                Lanes.gather(y, yOffset + lane, lanes, state);
                Lanes.gather(inputs, inputOffset + lane, lanes, input);
                field.derivative(state, input, value);
                Lanes.scatter(value, derivative, derivativeOffset + lane, lanes);
            }
        }

        @Override
        public void jacobian(double[] y, int yOffset, double[] inputs, int inputOffset, int lanes, double[] jacobian, int jacobianOffset) {
            for (int lane = 0; lane < lanes; lane++) {
                Lanes.gather(y, yOffset + lane, lanes, state);
                Lanes.gather(inputs, inputOffset + lane, lanes, input);
                matrix(state, matrix);
                Lanes.scatter(matrix, jacobian, jacobianOffset + lane, lanes);
            }
        }

        /** By the differences of Jacobian matrices along each axis. */
        @Override
        public void secondDerivatives(double[] y, double[] inputs, double[] second) {
            System.arraycopy(y, 0, state, 0, state.length);
            System.arraycopy(inputs, 0, input, 0, input.length);
            matrixDifferences.jacobian(matrixFunction, state, second);
        }

        private void matrix(double[] y, double[] jacobian) {
            if (field instanceof DifferentiableVectorField differentiable) {
                differentiable.jacobian(y, input, jacobian);
            } else {
                differences.jacobian(function, y, jacobian);
            }
        }
    }
}
