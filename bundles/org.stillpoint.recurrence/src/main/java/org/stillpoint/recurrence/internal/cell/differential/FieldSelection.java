package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Optional;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.StandardField;
import org.stillpoint.api.problem.recurrence.VectorField;

/** Finds the vector field that the parameters of a cell name. */
final class FieldSelection {

    private static final double LORENZ_SIGMA = 10;
    private static final double LORENZ_RHO = 28;
    private static final double LORENZ_BETA = 8.0 / 3;

    private FieldSelection() {
    }

    /**
     * The field of a cell.
     *
     * @param shape the sizes that the parameters declare
     * @throws SolverException if a user's field is not there, or if it has other sizes
     */
    static Field of(DataRecord parameters, CellShape shape, Functions functions) throws SolverException {
        String name = parameters.text("field");
        DataRecord ofField = StandardCell.fieldParameters(parameters);
        Optional<StandardField> standard = StandardField.named(name);
        if (standard.isPresent()) {
            return of(standard.get(), ofField, shape);
        }
        VectorField field = functions.function(VectorField.class, name, ofField);
        if (field.dimension() != shape.state() || field.inputSize() != shape.input()) {
            throw new SolverException("the vector field " + name + " has the dimension " + field.dimension() + " and " + field.inputSize()
                    + " inputs; the parameters size and inputs of the cell say " + shape.state() + " and " + shape.input());
        }
        return new ServiceField(field);
    }

    private static Field of(StandardField field, DataRecord parameters, CellShape shape) {
        return switch (field) {
            case LOGISTIC -> new LogisticField(StandardField.parameter(parameters, "rate", 1));
            case LORENZ -> new LorenzField(StandardField.parameter(parameters, "sigma", LORENZ_SIGMA),
                    StandardField.parameter(parameters, "rho", LORENZ_RHO), StandardField.parameter(parameters, "beta", LORENZ_BETA),
                    shape.input() == 1);
            case LINEAR -> new LinearField(shape.state(), shape.input(), parameters.numbers("matrix"),
                    shape.input() == 0 ? new double[0] : parameters.numbers("inputMatrix"));
            case VAN_DER_POL -> new VanDerPolField(StandardField.parameter(parameters, "mu", 1));
        };
    }
}
