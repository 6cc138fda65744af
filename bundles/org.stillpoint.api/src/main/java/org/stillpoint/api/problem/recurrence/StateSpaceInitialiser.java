package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.ParameterShapes;

/**
 * Parameters of linear cells from state spaces x' = A x + B u in continuous time that remember the past of u, discretised with a step. In
 * place of the parameters of a cell a document gives {@code initialiser} (the name), {@code size} (the components of the state; of the
 * complex ones d, each standing for itself and its conjugate), {@code step}, {@code discretisation} ({@link Discretisation};
 * ZERO_ORDER_HOLD if left out) and {@code inputs} (all with the same B; 1 if left out).
 */
public enum StateSpaceInitialiser {

    /** HiPPO-LegS for the cell {@link StandardCell#LINEAR}: projections of the past on Legendre polynomials in e^{-t}. */
    HIPPO_LEGS("hippo-legs", StandardCell.LINEAR),

    /**
     * S4D-LegS for {@link StandardCell#COMPLEX_DIAGONAL}: the eigenvalues -1/2 + i w_n of the normal part of HiPPO-LegS of 2d components,
     * with half of its input in these coordinates. Source: Gu et al. 2022 (arXiv:2206.11893).
     */
    S4D_LEGS("s4d-legs", StandardCell.COMPLEX_DIAGONAL),

    /** S4D-Inv: a_n = -1/2 + i N/pi (N / (2n + 1) - 1) with N = 2d, n = 0 .. d - 1, and B = 1. Source: arXiv:2206.11893. */
    S4D_INV("s4d-inv", StandardCell.COMPLEX_DIAGONAL),

    /** S4D-Lin: a_n = -1/2 + i pi n and B = 1. Source: arXiv:2206.11893. */
    S4D_LIN("s4d-lin", StandardCell.COMPLEX_DIAGONAL),

    /** S4D-Real for {@link StandardCell#DIAGONAL}: a_n = -(n + 1), the diagonal of HiPPO-LegS, and B = 1. Source: arXiv:2206.11893. */
    S4D_REAL("s4d-real", StandardCell.DIAGONAL),

    /**
     * Eigenvalues f(w_n) that are stable for all weights, for {@link StandardCell#DIAGONAL}, and B = 1: f is named by
     * {@code parametrisation} ({@link StableParametrisation}; INVERSE_SQUARE if left out), the {@code weights} are 0, 1, 2, ... if they are
     * left out, which spreads the memories as their squares.
     */
    STABLE("stable", StandardCell.DIAGONAL);

    /** The field of a document that names an initialiser. */
    public static final String FIELD = "initialiser";

    private final String label;
    private final StandardCell cell;

    StateSpaceInitialiser(String label, StandardCell cell) {
        this.label = label;
        this.cell = cell;
    }

    /** The name by which documents refer to the initialiser. */
    public String label() {
        return label;
    }

    /** The cell that the parameters are for. */
    public StandardCell cell() {
        return cell;
    }

    /** The initialiser of that name, if there is one. */
    public static Optional<StateSpaceInitialiser> named(String name) {
        return Arrays.stream(values()).filter(initialiser -> initialiser.label.equals(name)).findFirst();
    }

    /**
     * The state space in continuous time: A, row-major for {@link #HIPPO_LEGS}, otherwise its diagonal; the real parts of all components
     * before the imaginary ones where they are complex.
     */
    public double[] transition(int size) {
        double[] transition = new double[cell == StandardCell.COMPLEX_DIAGONAL ? 2 * size : size];
        if (cell == StandardCell.COMPLEX_DIAGONAL) {
            Arrays.fill(transition, 0, size, -0.5);
        }
        switch (this) {
            case HIPPO_LEGS -> transition = HippoLegendre.matrix(size);
            case S4D_LEGS -> System.arraycopy(HippoLegendre.normalModes(2 * size)[0], 0, transition, size, size);
            case S4D_INV -> {
                double all = 2.0 * size;
                for (int n = 0; n < size; n++) {
                    transition[size + n] = all / Math.PI * (all / (2 * n + 1) - 1);
                }
            }
            case S4D_LIN -> {
                for (int n = 0; n < size; n++) {
                    transition[size + n] = Math.PI * n;
                }
            }
            case S4D_REAL -> Arrays.setAll(transition, n -> -(n + 1));
            case STABLE -> Arrays.setAll(transition, StableParametrisation.INVERSE_SQUARE::eigenvalue);
        }
        return transition;
    }

    /** The state space in continuous time: B, which is real. */
    public double[] input(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return switch (this) {
            case HIPPO_LEGS -> HippoLegendre.input(size);
            case S4D_LEGS -> HippoLegendre.normalModes(2 * size)[1];
            case S4D_INV, S4D_LIN, S4D_REAL, STABLE -> ones;
        };
    }

    /** The parameters of the cell: {@code transition} and {@code weight_ih}. */
    public DataRecord parameters(int size, int inputs, double step, Discretisation rule) {
        return parameters(transition(size), input(size), inputs, step, rule);
    }

    private DataRecord parameters(double[] transition, double[] input, int inputs, double step, Discretisation rule) {
        int size = input.length;
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        if (cell == StandardCell.LINEAR) {
            double[][] discrete = rule.dense(transition, input, step);
            return parameters.array("transition", new NamedArray(discrete[0], size, size)).array("weight_ih", columns(discrete[1], inputs))
                    .build();
        }
        boolean complex = cell == StandardCell.COMPLEX_DIAGONAL;
        double[] weights = new double[transition.length];
        for (int n = 0; n < size; n++) {
            double[] discrete = rule.component(transition[n], complex ? transition[size + n] : 0, input[n], step);
            transition[n] = discrete[0];
            weights[n] = discrete[2];
            if (complex) {
                transition[size + n] = discrete[1];
                weights[size + n] = discrete[3];
            }
        }
        return parameters.array("transition", complex ? new NamedArray(transition, 2, size) : new NamedArray(transition, size))
                .array("weight_ih", columns(weights, inputs)).build();
    }

    private static NamedArray columns(double[] column, int count) {
        double[] matrix = new double[column.length * count];
        for (int k = 0; k < matrix.length; k++) {
            matrix[k] = column[k / count];
        }
        return new NamedArray(matrix, column.length, count);
    }

    /**
     * The parameters of a cell that a document describes by an initialiser.
     *
     * @param cell the cell they are for
     * @param description the fields of the document, {@link #FIELD} among them
     * @throws DataException naming the field that is missing or wrong
     */
    public static DataRecord parameters(StandardCell cell, DataRecord description) {
        String name = description.text(FIELD);
        if (name.equals(STABLE.label)) {
            ParameterShapes.allowed(description, FIELD, "size", "step", "discretisation", "inputs", "parametrisation", "weights");
        } else {
            ParameterShapes.allowed(description, FIELD, "size", "step", "discretisation", "inputs");
        }
        List<String> fitting = Arrays.stream(values()).filter(one -> one.cell == cell).map(StateSpaceInitialiser::label).toList();
        StateSpaceInitialiser initialiser = named(name).filter(one -> one.cell == cell)
                .orElseThrow(() -> new DataException("initialiser is " + name + "; for the cell " + cell.label() + " expected "
                        + (fitting.isEmpty() ? "none" : "one of " + String.join(", ", fitting))));
        double step = description.number("step");
        if (!(step > 0 && Double.isFinite(step))) {
            throw new DataException("parameter step is " + step + "; expected a positive number");
        }
        int size = ParameterShapes.count(description, "size", description.has("weights")
                ? OptionalInt.of(description.numbers("weights").length) : OptionalInt.empty());
        double[] transition = initialiser == STABLE ? stable(description, size) : initialiser.transition(size);
        return initialiser.parameters(transition, initialiser.input(size), ParameterShapes.count(description, "inputs", OptionalInt.of(1)),
                step, description.has("discretisation") ? description.constant("discretisation", Discretisation.class)
                        : Discretisation.ZERO_ORDER_HOLD);
    }

    private static double[] stable(DataRecord description, int size) {
        StableParametrisation parametrisation = description.has("parametrisation")
                ? description.constant("parametrisation", StableParametrisation.class) : StableParametrisation.INVERSE_SQUARE;
        double[] eigenvalues = new double[size];
        Arrays.setAll(eigenvalues, n -> n);
        if (description.has("weights")) {
            ParameterShapes.array(description, "weights", size);
            System.arraycopy(description.numbers("weights"), 0, eigenvalues, 0, size);
        }
        for (int n = 0; n < size; n++) {
            eigenvalues[n] = parametrisation.eigenvalue(eigenvalues[n]);
        }
        return eigenvalues;
    }
}
