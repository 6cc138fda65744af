package org.stillpoint.verify.internal.recurrence;

import java.util.Optional;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.DifferentiableVectorField;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.StandardField;
import org.stillpoint.api.problem.recurrence.VectorField;

/** Vector fields from their definitions. */
final class Fields {

    private Fields() {
    }

    /** The field of a cell that steps along one. */
    static Field of(DataRecord parameters, Functions functions) throws SolverException {
        String name = parameters.text("field");
        DataRecord ofField = StandardCell.fieldParameters(parameters);
        Optional<StandardField> standard = StandardField.named(name);
        return standard.isPresent() ? standard(standard.get(), ofField)
                : new UserField(functions.function(VectorField.class, name, ofField));
    }

    /**
     * The field of a cell whose steps are made of Jacobian matrices as well.
     *
     * @throws SolverException if the field is not there, or brings no matrix
     */
    static Field differentiable(DataRecord parameters, Functions functions) throws SolverException {
        String name = parameters.text("field");
        DataRecord ofField = StandardCell.fieldParameters(parameters);
        Optional<StandardField> standard = StandardField.named(name);
        if (standard.isPresent()) {
            return standard(standard.get(), ofField);
        }
        if (functions.function(VectorField.class, name, ofField) instanceof DifferentiableVectorField field) {
            return new DifferentiableField(field);
        }
        throw new SolverException("the vector field " + name + " brings no Jacobian matrix, of which the steps are made");
    }

    private static Field standard(StandardField field, DataRecord parameters) {
        return switch (field) {
            case LOGISTIC -> new Logistic(StandardField.parameter(parameters, "rate", 1));
            case LORENZ -> new Lorenz(parameters);
            case LINEAR -> new Linear(parameters);
            case VAN_DER_POL -> new VanDerPol(StandardField.parameter(parameters, "mu", 1));
        };
    }

    private record Logistic(double rate) implements Field {

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public int inputs() {
            return 0;
        }

        @Override
        public double operations() {
            return 2;
        }

        @Override
        public void derivative(double[] y, double[] x, double[] result) {
            result[0] = rate * y[0] * (1 - y[0]);
        }

        @Override
        public void jacobian(double[] y, double[] x, double[] result) {
            result[0] = rate * (1 - 2 * y[0]);
        }
    }

    private static final class Lorenz implements Field {

        private final double sigma;
        private final double rho;
        private final double beta;
        private final boolean observed;

        Lorenz(DataRecord parameters) {
            sigma = StandardField.parameter(parameters, "sigma", 10);
            rho = StandardField.parameter(parameters, "rho", 28);
            beta = StandardField.parameter(parameters, "beta", 8.0 / 3);
            observed = StandardField.LORENZ.shape(parameters).input() == 1;
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public int inputs() {
            return observed ? 1 : 0;
        }

        @Override
        public double operations() {
            return 8;
        }

        @Override
        public void derivative(double[] y, double[] x, double[] result) {
            double second = observed ? x[0] : y[1];
            result[0] = sigma * (second - y[0]);
            result[1] = y[0] * (rho - y[2]) - second;
            result[2] = y[0] * second - beta * y[2];
        }

        @Override
        public void jacobian(double[] y, double[] x, double[] result) {
            double second = observed ? x[0] : y[1];
            double[] rows = {-sigma, observed ? 0 : sigma, 0, rho - y[2], observed ? 0 : -1, -y[0], second, observed ? 0 : y[0], -beta};
            System.arraycopy(rows, 0, result, 0, rows.length);
        }
    }

    private static final class Linear implements Field {

        private final double[] matrix;
        private final double[] inputMatrix;
        private final int dimension;
        private final int inputs;

        Linear(DataRecord parameters) {
            matrix = parameters.numbers("matrix");
            dimension = StandardField.LINEAR.shape(parameters).state();
            inputs = StandardField.LINEAR.shape(parameters).input();
            inputMatrix = inputs == 0 ? new double[0] : parameters.numbers("inputMatrix");
        }

        @Override
        public int dimension() {
            return dimension;
        }

        @Override
        public int inputs() {
            return inputs;
        }

        @Override
        public double operations() {
            return dimension * (double) (dimension + inputs);
        }

        @Override
        public void derivative(double[] y, double[] x, double[] result) {
            for (int i = 0; i < dimension; i++) {
                double sum = 0;
                for (int j = 0; j < dimension; j++) {
                    sum += matrix[i * dimension + j] * y[j];
                }
                for (int j = 0; j < inputs; j++) {
                    sum += inputMatrix[i * inputs + j] * x[j];
                }
                result[i] = sum;
            }
        }

        @Override
        public void jacobian(double[] y, double[] x, double[] result) {
            System.arraycopy(matrix, 0, result, 0, matrix.length);
        }

        @Override
        public boolean linear() {
            return true;
        }
    }

    private record VanDerPol(double mu) implements Field {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public int inputs() {
            return 0;
        }

        @Override
        public double operations() {
            return 4;
        }

        @Override
        public void derivative(double[] y, double[] x, double[] result) {
            result[0] = y[1];
            result[1] = mu * (1 - y[0] * y[0]) * y[1] - y[0];
        }

        @Override
        public void jacobian(double[] y, double[] x, double[] result) {
            result[0] = 0;
            result[1] = 1;
            result[2] = -2 * mu * y[0] * y[1] - 1;
            result[3] = mu * (1 - y[0] * y[0]);
        }
    }

    /** A user's field; its Jacobian matrix by central differences. */
    private static final class UserField implements Field {

        private static final double STEP = 0x1p-17;

        private final VectorField field;
        private final double[] moved;
        private final double[] above;
        private final double[] below;

        UserField(VectorField field) {
            this.field = field;
            moved = new double[field.dimension()];
            above = new double[field.dimension()];
            below = new double[field.dimension()];
        }

        @Override
        public int dimension() {
            return field.dimension();
        }

        @Override
        public int inputs() {
            return field.inputSize();
        }

        @Override
        public double operations() {
            return Math.max(100, (double) moved.length * moved.length);
        }

        @Override
        public void derivative(double[] y, double[] x, double[] result) {
            field.derivative(y, x, result);
        }

        @Override
        public void jacobian(double[] y, double[] x, double[] result) {
            System.arraycopy(y, 0, moved, 0, moved.length);
            for (int j = 0; j < moved.length; j++) {
                double step = STEP * Math.max(1, Math.abs(y[j]));
                moved[j] = y[j] + step;
                field.derivative(moved, x, above);
                double high = moved[j];
                moved[j] = y[j] - step;
                field.derivative(moved, x, below);
                for (int i = 0; i < moved.length; i++) {
                    result[i * moved.length + j] = (above[i] - below[i]) / (high - moved[j]);
                }
                moved[j] = y[j];
            }
        }
    }

    /** A user's field with the Jacobian matrix that it declares. */
    private record DifferentiableField(DifferentiableVectorField field) implements Field {

        @Override
        public int dimension() {
            return field.dimension();
        }

        @Override
        public int inputs() {
            return field.inputSize();
        }

        @Override
        public double operations() {
            return Math.max(100, (double) field.dimension() * field.dimension());
        }

        @Override
        public void derivative(double[] y, double[] x, double[] result) {
            field.derivative(y, x, result);
        }

        @Override
        public void jacobian(double[] y, double[] x, double[] result) {
            field.jacobian(y, x, result);
        }
    }
}
