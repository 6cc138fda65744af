package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.ParameterShapes;

/** The vector fields that every host knows, by name. */
public enum StandardField {

    /** y' = rate y (1 - y) of one component. Parameters: {@code rate} (1 if left out). */
    LOGISTIC("logistic", parameters -> {
        ParameterShapes.allowed(parameters, "rate");
        return new CellShape(1, 1, 0);
    }),

    /**
     * The system of Lorenz: x' = sigma (y - x), y' = x (rho - z) - y, z' = x y - beta z. Parameters: {@code sigma} (10 if left out),
     * {@code rho} (28), {@code beta} (8/3), {@code observed} (false): where it is true, the input of one component takes the place of y
     * wherever y stands on the right, which makes the system an observer of a measured y. Source: Lorenz 1963; Pecora and Carroll 1990.
     */
    LORENZ("lorenz", parameters -> {
        ParameterShapes.allowed(parameters, "sigma", "rho", "beta", "observed");
        return new CellShape(3, 3, parameters.has("observed") && parameters.truth("observed") ? 1 : 0);
    }),

    /**
     * y' = A y + B x. Parameters: {@code matrix} A (d x d), {@code inputMatrix} B (d x n; left out where there is no input).
     */
    LINEAR("linear", parameters -> {
        ParameterShapes.allowed(parameters, "matrix", "inputMatrix");
        int[] extents = parameters.array("matrix").shape();
        int d = extents.length == 0 ? 0 : extents[0];
        ParameterShapes.array(parameters, "matrix", d, d);
        int n = 0;
        if (parameters.has("inputMatrix")) {
            int[] inputExtents = parameters.array("inputMatrix").shape();
            n = inputExtents.length == 2 ? inputExtents[1] : 0;
            ParameterShapes.array(parameters, "inputMatrix", d, n);
        }
        return new CellShape(d, d, n);
    }),

    /** The oscillator of van der Pol: x' = y, y' = mu (1 - x^2) y - x. Parameters: {@code mu} (1 if left out). */
    VAN_DER_POL("van-der-pol", parameters -> {
        ParameterShapes.allowed(parameters, "mu");
        return new CellShape(2, 2, 0);
    });

    private final String label;
    private final Function<DataRecord, CellShape> shape;

    StandardField(String label, Function<DataRecord, CellShape> shape) {
        this.label = label;
        this.shape = shape;
    }

    /** The name by which problems refer to the field. */
    public String label() {
        return label;
    }

    /** The field of that name, if it is a standard one. */
    public static Optional<StandardField> named(String name) {
        return Arrays.stream(values()).filter(field -> field.label.equals(name)).findFirst();
    }

    /**
     * The sizes of the field with these parameters.
     *
     * @throws DataException naming the parameter that is missing, unknown or of a wrong shape
     */
    public CellShape shape(DataRecord parameters) {
        return shape.apply(parameters);
    }

    /** A numeric parameter that may be left out. */
    public static double parameter(DataRecord parameters, String name, double otherwise) {
        return Fields.number(parameters, name, otherwise);
    }
}
