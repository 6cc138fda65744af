package org.stillpoint.api.problem.equilibrium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/** Sequences of equilibria. */
class EquilibriumSequenceProblemTest {

    private static final List<DataRecord> CHANGES = List.of(weight(.1), DataRecord.of(FunctionFactory.PARAMETERS, 1).build(), weight(.3));

    private static DataRecord weight(double value) {
        return DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(new double[] {value}, 1, 1)).build();
    }

    private static EquilibriumProblem six() {
        DataRecord parameters = weight(.5).with(DataRecord.of(FunctionFactory.PARAMETERS, 1).text("activation", "tanh").build());
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(new double[] {1, 2, 3, 4, 5, 6}, 6, 1)).withStart(7);
    }

    @Test
    void timesFollowEachOther() {
        EquilibriumSequenceProblem problem = new EquilibriumSequenceProblem(six(), 3, CHANGES);
        assertEquals(2, problem.batch());
        assertArrayEquals(new double[] {3, 4}, problem.at(1).inputs().values());
        assertArrayEquals(new double[] {.1}, problem.at(0).parameters().numbers("weight"));
        assertArrayEquals(new double[] {.5}, problem.at(1).parameters().numbers("weight"));
        assertArrayEquals(new double[] {.3}, problem.at(2).parameters().numbers("weight"));
        assertEquals("tanh", problem.at(2).parameters().text("activation"));
        assertThrows(IndexOutOfBoundsException.class, () -> problem.at(3));
    }

    @Test
    void problemsSurviveTheirBinaryForm() {
        for (EquilibriumSequenceProblem problem : List.of(EquilibriumSequenceProblem.of(six(), 2),
                new EquilibriumSequenceProblem(six(), 3, CHANGES),
                EquilibriumSequenceProblem.of(EquilibriumProblem.of("mine", DataRecord.of(FunctionFactory.PARAMETERS, 1).build(),
                        Samples.none(4)), 4))) {
            assertEquals(problem, EquilibriumSequenceProblem.fromRecord(BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord()))));
        }
    }

    @Test
    void valuesSurviveTheirBinaryForm() {
        EquilibriumStates states = new EquilibriumStates(new Samples(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2),
                new double[] {.1, .2, .3, .4}, new long[] {4, 3, 2, 1},
                List.of(Status.CONVERGED, Status.ITERATION_LIMIT, Status.CONVERGED, Status.NONFINITE));
        for (EquilibriumSequence value : List.of(new EquilibriumSequence(2, states, new long[0], new double[0]),
                new EquilibriumSequence(4, states, new long[] {5, 6, 7, 8}, new double[] {0, 0, .5, 0}))) {
            DataRecord record = value.toRecord();
            assertArrayEquals(new int[] {value.times(), value.batch(), 2}, record.array("z").shape());
            assertEquals(value, EquilibriumSequence.fromRecord(BinaryFormat.fromBytes(BinaryFormat.toBytes(record))));
        }
        EquilibriumStates second = new EquilibriumSequence(2, states, new long[0], new double[0]).at(1);
        assertArrayEquals(new double[] {7, 8}, second.state(1));
        assertArrayEquals(new double[] {.3, .4}, second.residuals());
        assertEquals(List.of(Status.CONVERGED, Status.NONFINITE), second.statuses());
        // A file of states alone, in which each row is a time.
        EquilibriumSequence alone = EquilibriumSequence.fromRecord(DataRecord.of(EquilibriumSequence.TYPE, 1)
                .array("z", new NamedArray(new double[] {1, 2, 3, 4, 5, 6}, 3, 2)).build());
        assertEquals(3, alone.times());
        assertArrayEquals(new double[] {5, 6}, alone.at(2).state(0));
        assertTrue(Double.isNaN(alone.states().residuals()[0]));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(DataException.class, () -> EquilibriumSequenceProblem.of(six(), 4));
        assertThrows(DataException.class, () -> EquilibriumSequenceProblem.of(six(), 0));
        assertThrows(DataException.class, () -> new EquilibriumSequenceProblem(six(), 2, CHANGES));
        DataRecord wrong = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(new double[4], 2, 2)).build();
        String message = assertThrows(DataException.class, () -> new EquilibriumSequenceProblem(six(), 2, List.of(weight(1), wrong)))
                .getMessage();
        assertTrue(message.contains("time 1"), message);
        DataRecord unknown = DataRecord.of(FunctionFactory.PARAMETERS, 1).number("step", 1).build();
        assertThrows(DataException.class, () -> new EquilibriumSequenceProblem(six(), 2, List.of(unknown, weight(1))));
        EquilibriumStates states = new EquilibriumStates(new Samples(new double[4], 4, 1), new double[4], new long[4],
                List.of(Status.CONVERGED, Status.CONVERGED, Status.CONVERGED, Status.CONVERGED));
        assertThrows(DataException.class, () -> new EquilibriumSequence(3, states, new long[0], new double[0]));
        assertThrows(DataException.class, () -> new EquilibriumSequence(2, states, new long[4], new double[0]));
        assertThrows(DataException.class, () -> new EquilibriumSequence(2, states, new long[2], new double[2]));
    }
}
