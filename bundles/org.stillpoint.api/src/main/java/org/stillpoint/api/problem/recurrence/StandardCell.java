package org.stillpoint.api.problem.recurrence;

import static org.stillpoint.api.internal.ParameterShapes.allowed;
import static org.stillpoint.api.internal.ParameterShapes.array;
import static org.stillpoint.api.internal.ParameterShapes.count;
import static org.stillpoint.api.internal.ParameterShapes.extent;
import static org.stillpoint.api.internal.ParameterShapes.optional;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

/**
 * The cells that every host knows, by name. In the formulas d is the number of units, n the number of components of the input x, s the
 * logistic function, * the product of components; a matrix of several gates has their rows one gate after the other in the order given.
 * Parameters are arrays of the shapes given; vectors of zeros may be left out where the text says so.
 */
public enum StandardCell {

    /**
     * h' = tanh(W x + b + U h + c) (Elman). Parameters: {@code weight_ih} W (d x n), {@code weight_hh} U (d x d), {@code bias_ih} b and
     * {@code bias_hh} c (d; zeros if left out).
     */
    ELMAN("elman", parameters -> gated(parameters, 1)),

    /** h' = max(0, W x + b + U h + c); parameters as those of {@link #ELMAN}. */
    ELMAN_RELU("elman-relu", parameters -> gated(parameters, 1)),

    /**
     * Gated recurrent unit: r = s(W_r x + b_r + U_r h + c_r), z = s(W_z x + b_z + U_z h + c_z),
     * m = tanh(W_m x + b_m + r * (U_m h + c_m)), h' = (1 - z) * m + z * h. Parameters with gates r, z, m: {@code weight_ih} (3d x n),
     * {@code weight_hh} (3d x d), {@code bias_ih} and {@code bias_hh} (3d; zeros if left out). Source: Cho et al. 2014
     * (arXiv:1406.1078), in the form in which the reset gate acts after the product.
     */
    GRU("gru", parameters -> gated(parameters, 3)),

    /**
     * Long short-term memory with the state [h; c]: i = s(W_i x + b_i + U_i h + c_i), f and o alike, g = tanh(W_g x + b_g + U_g h + c_g),
     * c' = f * c + i * g, h' = o * tanh(c'). Parameters with gates i, f, g, o: {@code weight_ih} (4d x n), {@code weight_hh} (4d x d),
     * {@code bias_ih} and {@code bias_hh} (4d; zeros if left out). Source: Hochreiter and Schmidhuber 1997; Gers et al. 2000.
     */
    LSTM("lstm", parameters -> {
        CellShape shape = gated(parameters, 4);
        return new CellShape(2 * shape.state(), shape.hidden(), shape.input());
    }),

    /**
     * ParaGRU, whose state acts on itself component by component: with u = W x + b of gates z, r, m and a of the same order,
     * z = s(a_z * h + u_z), r = s(a_r * h + u_r), m = tanh(a_m * h * r + u_m), h' = z * m + (1 - z) * h. Parameters:
     * {@code weight_ih} W (3d x n), {@code bias_ih} b (3d; zeros if left out), {@code recurrent} a (3 x d). Source: ParaRNN
     * (arXiv:2510.21450).
     */
    PARA_GRU("para-gru", parameters -> elementwise(parameters, 3, 3, 0)),

    /**
     * ParaLSTM with the state [h; c]: with u = W x + b of gates f, g, o, a of the same order and the peepholes p of gates f, o:
     * f = s(a_f * h + u_f + p_f * c), g = tanh(a_g * h + u_g), c' = f * c + (1 - f) * g, o = s(a_o * h + u_o + p_o * c'),
     * h' = o * tanh(c'). Parameters: {@code weight_ih} W (3d x n), {@code bias_ih} b (3d; zeros if left out), {@code recurrent} a
     * (3 x d), {@code peephole} p (2 x d). Source: ParaRNN (arXiv:2510.21450).
     */
    PARA_LSTM("para-lstm", parameters -> {
        CellShape shape = elementwise(parameters, 3, 3, 2);
        return new CellShape(2 * shape.state(), shape.hidden(), shape.input());
    }),

    /**
     * minGRU: with u = W x + b of gates z, m: z = s(u_z), h' = (1 - z) * h + z * u_m. Parameters: {@code weight_ih} W (2d x n),
     * {@code bias_ih} b (2d; zeros if left out). Source: Feng et al. 2024 (arXiv:2410.01201).
     */
    MIN_GRU("min-gru", parameters -> elementwise(parameters, 2, 0, 0)),

    /**
     * minLSTM: with u = W x + b of gates f, i, m: f = s(u_f), i = s(u_i), h' = (f * h + i * u_m) / (f + i). Parameters:
     * {@code weight_ih} W (3d x n), {@code bias_ih} b (3d; zeros if left out). Source: Feng et al. 2024 (arXiv:2410.01201).
     */
    MIN_LSTM("min-lstm", parameters -> elementwise(parameters, 3, 0, 0)),

    /**
     * h' = A h + W x + b. Parameters: {@code transition} A (d x d), {@code weight_ih} W (d x n; left out where there is no input),
     * {@code bias_ih} b (d; zeros if left out).
     */
    LINEAR("linear", parameters -> {
        allowed(parameters, "transition", "weight_ih", "bias_ih");
        int d = extent(parameters, "transition", 0);
        array(parameters, "transition", d, d);
        return linear(parameters, d, d);
    }),

    /** h' = a * h + W x + b. Parameters: {@code transition} a (d), the others as those of {@link #LINEAR}. */
    DIAGONAL("diagonal", parameters -> {
        allowed(parameters, "transition", "weight_ih", "bias_ih");
        int d = extent(parameters, "transition", 0);
        array(parameters, "transition", d);
        return linear(parameters, d, d);
    }),

    /**
     * h' = a * h + W x + b with complex a and h: the state is [Re h; Im h], the first d components and the other d. Parameters:
     * {@code transition} (2 x d: real parts, imaginary parts), {@code weight_ih} W (2d x n: real parts, imaginary parts; left out where
     * there is no input), {@code bias_ih} b (2d; zeros if left out). All components are output.
     */
    COMPLEX_DIAGONAL("complex-diagonal", parameters -> {
        allowed(parameters, "transition", "weight_ih", "bias_ih");
        int d = extent(parameters, "transition", 1);
        array(parameters, "transition", 2, d);
        return linear(parameters, 2 * d, 2 * d);
    }),

    /**
     * h' = (I - beta_m k_m k_m') ... (I - beta_1 k_1 k_1') h + v; the input of a step is [beta_1, k_1, ..., beta_m, k_m, v]. Parameters:
     * {@code size} d, {@code reflections} m (1 if left out). Source: Grazzi et al. 2024 (arXiv:2411.12537).
     */
    HOUSEHOLDER("householder", parameters -> {
        allowed(parameters, "size", "reflections");
        int d = count(parameters, "size", OptionalInt.empty());
        int m = count(parameters, "reflections", OptionalInt.of(1));
        return new CellShape(d, d, Math.addExact(Math.multiplyExact(m, d + 1), d));
    }),

    /** The logistic map h' = rate h (1 - h) of one component, without input. Parameters: {@code rate}. */
    LOGISTIC("logistic", parameters -> {
        allowed(parameters, "rate");
        parameters.number("rate");
        return new CellShape(1, 1, 0);
    }),

    /**
     * One step of Euler's method h' = h + step f(h, x). Parameters: {@code field}, the name of a {@link StandardField} or of the service
     * of a {@link VectorField} or the factory that makes it, {@code step}, {@code fieldParameters} (a record; none if left out) and, for
     * a field that is no standard one, {@code size} (the dimension) and {@code inputs} (its input size; 0 if left out).
     */
    EULER("euler", StandardCell::differential),

    /** One step of the classical Runge-Kutta method of order 4; parameters as those of {@link #EULER}. */
    RUNGE_KUTTA("runge-kutta", StandardCell::differential),

    /** One step of the implicit Euler method, h' = h + step f(h', x); parameters as those of {@link #EULER}. */
    IMPLICIT_EULER("implicit-euler", StandardCell::differential),

    /**
     * One step of the exponential midpoint method of DEER, which takes the field to be linear over the step: with J = df/dh at h, J' at h'
     * and G = (J + J') / 2, h' = h + step phi(step G) (f(h, x) + f(h', x) - J' (h' - h)) / 2, where phi(A) = (e^A - I) A^-1. Exact for
     * fields that are linear in h, whatever the step; of order 2 for others, which must not bend much over a step: else there is no h'.
     * Parameters as those of {@link #EULER}; a field that is no standard one is a {@link DifferentiableVectorField}. Source: Lim et al.
     * 2024 (arXiv:2309.12252).
     */
    MIDPOINT_EXPONENTIAL("midpoint-exponential", StandardCell::differential);

    private final String label;
    private final Function<DataRecord, CellShape> shape;

    StandardCell(String label, Function<DataRecord, CellShape> shape) {
        this.label = label;
        this.shape = shape;
    }

    /** The name by which problems refer to the cell. */
    public String label() {
        return label;
    }

    /** The cell of that name, if it is a standard one. */
    public static Optional<StandardCell> named(String name) {
        return Arrays.stream(values()).filter(cell -> cell.label.equals(name)).findFirst();
    }

    /**
     * The sizes of the cell with these parameters.
     *
     * @throws DataException naming the parameter that is missing, unknown, not finite or of a wrong shape, and what was expected
     */
    public CellShape shape(DataRecord parameters) {
        return shape.apply(parameters);
    }

    private static CellShape gated(DataRecord parameters, int gates) {
        allowed(parameters, "weight_ih", "weight_hh", "bias_ih", "bias_hh");
        int d = units(parameters, gates);
        array(parameters, "weight_hh", gates * d, d);
        int n = extent(parameters, "weight_ih", 1);
        array(parameters, "weight_ih", gates * d, n);
        optional(parameters, "bias_ih", gates * d);
        optional(parameters, "bias_hh", gates * d);
        return new CellShape(d, d, n);
    }

    /** The columns of weight_hh, unless its rows do not fit them: then the units of weight_ih, if that has rows for all gates. */
    private static int units(DataRecord parameters, int gates) {
        int columns = extent(parameters, "weight_hh", 1);
        int rows = extent(parameters, "weight_ih", 0);
        return parameters.array("weight_hh").shape()[0] == gates * columns || rows % gates != 0 ? columns : rows / gates;
    }

    private static CellShape elementwise(DataRecord parameters, int gates, int recurrent, int peepholes) {
        allowed(parameters, recurrent == 0 ? new String[] {"weight_ih", "bias_ih"} : peepholes == 0
                ? new String[] {"weight_ih", "bias_ih", "recurrent"} : new String[] {"weight_ih", "bias_ih", "recurrent", "peephole"});
        int rows = extent(parameters, "weight_ih", 0);
        int d = rows / gates;
        if (rows % gates != 0) {
            throw new DataException("parameter weight_ih has " + rows + " rows; expected a multiple of " + gates + ", the gates");
        }
        int n = extent(parameters, "weight_ih", 1);
        array(parameters, "weight_ih", rows, n);
        optional(parameters, "bias_ih", rows);
        if (recurrent > 0) {
            array(parameters, "recurrent", recurrent, d);
        }
        if (peepholes > 0) {
            array(parameters, "peephole", peepholes, d);
        }
        return new CellShape(d, d, n);
    }

    private static CellShape linear(DataRecord parameters, int rows, int hidden) {
        int n = parameters.has("weight_ih") ? extent(parameters, "weight_ih", 1) : 0;
        if (n > 0) {
            array(parameters, "weight_ih", rows, n);
        }
        optional(parameters, "bias_ih", rows);
        return new CellShape(rows, hidden, n);
    }

    private static CellShape differential(DataRecord parameters) {
        allowed(parameters, "field", "step", "fieldParameters", "size", "inputs");
        double step = parameters.number("step");
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new DataException("parameter step is " + step + "; expected a positive number");
        }
        DataRecord ofField = fieldParameters(parameters);
        Optional<CellShape> standard = StandardField.named(parameters.text("field")).map(field -> field.shape(ofField));
        return standard.orElseGet(() -> {
            if (!parameters.has("size")) {
                throw new DataException("parameter field is '" + parameters.text("field") + "'; expected one of "
                        + Arrays.stream(StandardField.values()).map(StandardField::label).toList() + ", or the parameter size beside the "
                        + "name of a service");
            }
            int size = count(parameters, "size", OptionalInt.empty());
            return new CellShape(size, size, count(parameters, "inputs", OptionalInt.of(0)));
        });
    }

    /** The parameters of the vector field of a cell that steps along one. */
    public static DataRecord fieldParameters(DataRecord parameters) {
        return parameters.has("fieldParameters") ? parameters.record("fieldParameters")
                : FunctionFactory.NO_PARAMETERS;
    }
}
