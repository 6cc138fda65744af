package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * An implicit state space: find for all steps t = 1..T the states h_t and the equilibria z_t with
 *
 * <pre>
 *   z_t = tanh(W h_t + U x_t + c),   h_t = s(G z_t + g) * h_{t-1} + B z_t + C x_t + b,
 * </pre>
 *
 * s the logistic function, * the product of components. For given z the recurrence is linear and diagonal; the equilibrium makes the
 * transition from state to state nonlinear. Source: Schoene et al. 2025, Implicit Language Models are RNNs (arXiv:2502.07827).
 *
 * <p>The residual is the largest component of the difference of the two sides of both equations, each divided by the largest component of
 * its left side over all steps and sequences, or by 1 if that is larger.
 *
 * @param gateWeight G, states x equilibrium components
 * @param gateBias g
 * @param driveWeight B, states x equilibrium components
 * @param driveInput C, states x input components
 * @param driveBias b
 * @param mixerState W, equilibrium components x states
 * @param mixerInput U, equilibrium components x input components
 * @param mixerBias c
 * @param input x: batch x steps x components
 * @param initialState the states before the first step, those of a sequence after those of another; empty for zeros
 */
public record ImplicitStateSpace(DMatrixRMaj gateWeight, double[] gateBias, DMatrixRMaj driveWeight, DMatrixRMaj driveInput,
        double[] driveBias, DMatrixRMaj mixerState, DMatrixRMaj mixerInput, double[] mixerBias, Sequences input, double[] initialState)
        implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "implicit-state-space";

    /** Checks that the parts are finite and fit. */
    public ImplicitStateSpace {
        int states = gateWeight.numRows;
        int equilibrium = gateWeight.numCols;
        if (states < 1 || equilibrium < 1) {
            throw new DataException("gateWeight is " + states + " x " + equilibrium + "; expected at least one state and one component of "
                    + "the equilibrium");
        }
        if (input.values().length == 0) {
            throw new DataException("input is " + input + "; expected at least one sequence, step and component (zeros for no input)");
        }
        check("gateWeight", gateWeight, states, equilibrium);
        check("driveWeight", driveWeight, states, equilibrium);
        check("driveInput", driveInput, states, input.size());
        check("mixerState", mixerState, equilibrium, states);
        check("mixerInput", mixerInput, equilibrium, input.size());
        check("gateBias", gateBias, states);
        check("driveBias", driveBias, states);
        check("mixerBias", mixerBias, equilibrium);
        check("initialState", initialState, initialState.length == 0 ? 0 : (long) input.batch() * states);
        Fields.finite("input", input.values());
    }

    private static void check(String name, DMatrixRMaj matrix, int rows, int columns) {
        if (matrix.numRows != rows || matrix.numCols != columns) {
            throw new DataException(name + " is " + matrix.numRows + " x " + matrix.numCols + "; expected " + rows + " x " + columns);
        }
        Fields.matrix(name, matrix);
    }

    private static void check(String name, double[] values, long length) {
        Fields.length(name, values.length, length);
        Fields.finite(name, values);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of components of a state. */
    public int states() {
        return gateWeight.numRows;
    }

    /** The number of components of an equilibrium. */
    public int equilibriumSize() {
        return gateWeight.numCols;
    }

    /** The states before the first step: component k of a sequence is number {@code sequence * states + k}. */
    public double[] start() {
        return initialState.length == 0 ? new double[input.batch() * states()] : initialState.clone();
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, "gateWeight", gateWeight);
        record.doubles("gateBias", gateBias);
        Fields.matrix(record, "driveWeight", driveWeight);
        Fields.matrix(record, "driveInput", driveInput);
        record.doubles("driveBias", driveBias);
        Fields.matrix(record, "mixerState", mixerState);
        Fields.matrix(record, "mixerInput", mixerInput);
        record.doubles("mixerBias", mixerBias).array("input", input.array());
        return (initialState.length == 0 ? record : record.doubles("initialState", initialState)).build();
    }

    /**
     * Recreates a problem, from its record or from a document; biases that are left out are zeros.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static ImplicitStateSpace fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DMatrixRMaj gateWeight = Fields.dense(record, "gateWeight");
        return new ImplicitStateSpace(gateWeight, bias(record, "gateBias", gateWeight.numRows), Fields.dense(record, "driveWeight"),
                Fields.dense(record, "driveInput"), bias(record, "driveBias", gateWeight.numRows), Fields.dense(record, "mixerState"),
                Fields.dense(record, "mixerInput"), bias(record, "mixerBias", gateWeight.numCols), Sequences.of(record, "input"),
                Fields.numbers(record, "initialState"));
    }

    private static double[] bias(DataRecord record, String name, int length) {
        return record.has(name) ? record.numbers(name) : new double[length];
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<ImplicitStateSpace, ImplicitStates> problemType() {
        return new StandardType<>(TYPE, "Implicit state space", ImplicitStateSpace.class, ImplicitStates.class,
                ImplicitStateSpace::fromRecord, ImplicitStates::fromRecord).withValueRecord(ImplicitStates.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImplicitStateSpace that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(gateWeight.data);
    }
}
