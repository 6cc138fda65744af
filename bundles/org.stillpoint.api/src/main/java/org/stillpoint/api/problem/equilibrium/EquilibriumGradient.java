package org.stillpoint.api.problem.equilibrium;

import java.util.List;
import java.util.Objects;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/**
 * What solves an {@link EquilibriumGradientProblem}: the fixed points, the adjoint with how its own solve ended, and the derivatives. In
 * records the states are {@code z}, the adjoint {@code u}, the derivatives by the inputs {@code input} and those by a parameter
 * {@code gradient_} with the name of the parameter.
 *
 * @param states the fixed points
 * @param adjoint u, one row for each sample
 * @param adjointResiduals the residual of each sample's adjoint, as the problem measures it; NaN where the method computes none
 * @param adjointStatuses how the adjoint of each sample ended
 * @param inputs the derivatives by the inputs, one row for each sample
 * @param parameters the derivatives by the layer's arrays, of their names and shapes; those of a user's layer are one array {@code
 *     parameters}
 */
public record EquilibriumGradient(EquilibriumStates states, Samples adjoint, double[] adjointResiduals, List<Status> adjointStatuses,
        Samples inputs, DataRecord parameters) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "equilibrium-gradient-value";

    private static final String PREFIX = "gradient_";

    /** Checks that the parts fit. */
    public EquilibriumGradient {
        adjointStatuses = List.copyOf(adjointStatuses);
        Objects.requireNonNull(parameters, "parameters");
        int count = states.states().count();
        if (adjoint.count() != count || adjoint.size() != states.states().size() || adjointResiduals.length != count
                || adjointStatuses.size() != count || inputs.count() != count) {
            throw new DataException("an adjoint of " + adjoint + ", " + adjointResiduals.length + " residuals and "
                    + adjointStatuses.size() + " statuses of it, and derivatives by " + inputs + " for the states " + states.states()
                    + "; expected as many of each");
        }
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        DataRecord solved = states.toRecord();
        record.array("z", solved.array("z")).doubles("residuals", states.residuals()).longs("evaluations", states.evaluations())
                .texts("statuses", solved.texts("statuses")).array("u", adjoint.array()).doubles("adjointResiduals", adjointResiduals)
                .texts("adjointStatuses", adjointStatuses.stream().map(Status::name).toList()).array("input", inputs.array());
        for (String name : parameters.names()) {
            record.array(PREFIX + name, parameters.array(name));
        }
        return record.build();
    }

    /** Recreates the derivatives. */
    public static EquilibriumGradient fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DataRecord.Builder solved = DataRecord.of(EquilibriumStates.TYPE, 1);
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        for (String name : record.names()) {
            if (name.startsWith(PREFIX)) {
                NamedArray array = record.array(name);
                parameters.array(name.substring(PREFIX.length()), array);
            }
        }
        solved.array("z", record.array("z")).doubles("residuals", record.numbers("residuals"))
                .array("evaluations", record.array("evaluations")).texts("statuses", record.texts("statuses"));
        return new EquilibriumGradient(EquilibriumStates.fromRecord(solved.build()), Samples.of(record, "u"),
                record.numbers("adjointResiduals"), record.texts("adjointStatuses").stream().map(Status::valueOf).toList(),
                Samples.of(record, "input"), parameters.build());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumGradient that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return adjoint.hashCode();
    }
}
