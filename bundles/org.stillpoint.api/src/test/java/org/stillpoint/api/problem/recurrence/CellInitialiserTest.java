package org.stillpoint.api.problem.recurrence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class CellInitialiserTest {

    private static final int UNITS = 64;
    private static final int INPUTS = 5;

    @ParameterizedTest
    @EnumSource
    void parametersHaveTheShapesOfTheirCells(CellInitialiser initialiser) {
        for (StandardCell cell : StandardCell.values()) {
            if (initialiser.fits(cell)) {
                for (int units : new int[] {1, 2, 7}) {
                    CellShape shape = cell.shape(initialiser.parameters(cell, units, INPUTS, 3));
                    assertEquals(units, shape.hidden());
                    assertEquals(INPUTS, shape.input());
                }
            } else {
                assertThrows(DataException.class, () -> initialiser.parameters(cell, 4, INPUTS, 3));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsAreThoseOfTheSeed(CellInitialiser initialiser) {
        for (StandardCell cell : StandardCell.values()) {
            if (initialiser.fits(cell)) {
                DataRecord first = initialiser.parameters(cell, 7, INPUTS, 3);
                assertEquals(first, initialiser.parameters(cell, 7, INPUTS, 3));
                assertNotEquals(first, initialiser.parameters(cell, 7, INPUTS, 4));
            }
        }
    }

    @Test
    void uniformParametersFillTheirInterval() {
        for (StandardCell cell : StandardCell.values()) {
            if (CellInitialiser.UNIFORM.fits(cell)) {
                DataRecord parameters = CellInitialiser.UNIFORM.parameters(cell, UNITS, INPUTS, 1);
                for (String name : parameters.names()) {
                    uniform(parameters.numbers(name), 1 / Math.sqrt(UNITS));
                }
            }
        }
    }

    @Test
    void paraRnnDrawsTheDistributionsOfTheReference() {
        for (StandardCell cell : new StandardCell[] {StandardCell.PARA_GRU, StandardCell.PARA_LSTM}) {
            int units = 2000;
            DataRecord parameters = CellInitialiser.PARA_RNN.parameters(cell, units, INPUTS, 1);
            uniform(parameters.numbers("weight_ih"), Math.sqrt(6.0 / (INPUTS + units)));
            normal(parameters.numbers("recurrent"), 2 / Math.sqrt(5.0 * units));
            if (cell == StandardCell.PARA_LSTM) {
                normal(parameters.numbers("peephole"), 2 / Math.sqrt(5.0 * units));
            }
            double[] bias = parameters.numbers("bias_ih");
            for (int k = 0; k < bias.length; k++) {
                assertEquals(k < units ? -k / (units - 1.0) : 0, bias[k]);
            }
        }
        double[] few = CellInitialiser.PARA_RNN.parameters(StandardCell.PARA_GRU, 1, 1, 5).numbers("recurrent");
        assertTrue(Arrays.stream(few).allMatch(a -> Math.abs(a) <= 0.9));
    }

    @Test
    void theBoundCutsOff() {
        DataRecord parameters = drawn("para-gru", description("para-rnn", 400).number("bound", 0.03));
        double[] recurrent = parameters.numbers("recurrent");
        assertEquals(0.03, Arrays.stream(recurrent).max().orElseThrow());
        assertEquals(-0.03, Arrays.stream(recurrent).min().orElseThrow());
        // The deviation is 1 / sqrt(500), beyond 0.67 of which half of the numbers lie.
        assertEquals(0.5, Arrays.stream(recurrent).filter(a -> Math.abs(a) == 0.03).count() / 1200.0, 0.07);
    }

    @Test
    void orthogonalMatricesAreOrthogonalAndHaveNoDirection() {
        for (StandardCell cell : new StandardCell[] {StandardCell.ELMAN, StandardCell.GRU, StandardCell.LSTM}) {
            for (int units : new int[] {1, 2, 3, 50}) {
                double[] weights = CellInitialiser.ORTHOGONAL.parameters(cell, units, INPUTS, 1).numbers("weight_hh");
                for (int gate = 0; gate < weights.length / (units * units); gate++) {
                    orthogonal(Arrays.copyOfRange(weights, gate * units * units, (gate + 1) * units * units), units);
                }
            }
        }
        // Entries of such matrices have mean 0 and mean square 1 / d; signs of the determinant are equally likely.
        double[] sums = new double[9];
        double[] squares = new double[9];
        int positive = 0;
        int draws = 4000;
        for (int seed = 0; seed < draws; seed++) {
            double[] q = CellInitialiser.ORTHOGONAL.parameters(StandardCell.ELMAN, 3, 1, seed).numbers("weight_hh");
            for (int i = 0; i < 9; i++) {
                sums[i] += q[i] / draws;
                squares[i] += q[i] * q[i] / draws;
            }
            positive += q[0] * (q[4] * q[8] - q[5] * q[7]) - q[1] * (q[3] * q[8] - q[5] * q[6]) + q[2] * (q[3] * q[7] - q[4] * q[6]) > 0 ? 1
                    : 0;
        }
        for (int i = 0; i < 9; i++) {
            assertEquals(0, sums[i], 5 * Math.sqrt(1.0 / 3 / draws));
            assertEquals(1.0 / 3, squares[i], 5 * Math.sqrt(4.0 / 45 / draws));
        }
        assertEquals(0.5, positive / (double) draws, 5 * 0.5 / Math.sqrt(draws));
    }

    @Test
    void documentsNameThem() {
        DataRecord described = description("uniform", 4).integer("inputs", 3).integer("seed", 7).build();
        RecurrenceProblem problem = RecurrenceProblem.fromRecord(DataRecord.of("recurrence", 1)
                .records("layers", List.of(DataRecord.of("recurrent-layer", 1).text("cell", "gru").record("parameters", described)
                        .record("parametersBackward", description("orthogonal", 5).integer("inputs", 3).build()).build()))
                .array("input", new Sequences(new double[6], 1, 2, 3).array()).build());
        assertEquals(CellInitialiser.UNIFORM.parameters(StandardCell.GRU, 4, 3, 7), problem.layers().get(0).forward());
        assertEquals(CellInitialiser.ORTHOGONAL.parameters(StandardCell.GRU, 5, 3, 0), problem.layers().get(0).parameters(1));
        assertEquals(problem, RecurrenceProblem.fromRecord(problem.toRecord()));
        assertEquals(CellInitialiser.UNIFORM.parameters(StandardCell.MIN_GRU, 2, 1, 0), drawn("min-gru", description("uniform", 2)));
    }

    @Test
    void initialisersOfStateSpacesAreFoundToo() {
        DataRecord parameters = drawn("diagonal", DataRecord.of("parameters", 1).text("initialiser", "s4d-real").integer("size", 3)
                .number("step", 0.1));
        assertArrayEquals(new int[] {3, 1}, parameters.array("weight_ih").shape());
        assertEquals(Math.exp(-0.2), parameters.numbers("transition")[1], 1e-15);
    }

    @Test
    void usersCellsKeepTheirParameters() {
        DataRecord described = description("uniform", 4).build();
        assertEquals(described, drawn("my-cell", description("uniform", 4)));
    }

    @Test
    void wrongDescriptionsAreRefused() {
        refused("gru", description("para-rnn", 4), "uniform, orthogonal");
        refused("linear", description("uniform", 4), "hippo-legs");
        refused("logistic", description("uniform", 4), "none");
        refused("para-gru", description("glorot", 4), "glorot");
        refused("gru", description("uniform", 0), "units");
        refused("gru", DataRecord.of("parameters", 1).text("initialiser", "uniform"), "units");
        refused("gru", description("uniform", 4).integer("inputs", 0), "inputs");
        refused("gru", description("uniform", 4).number("bound", 0.5), "bound");
        refused("gru", description("uniform", 4).integer("size", 4), "size");
        refused("para-gru", description("para-rnn", 4).number("bound", 0), "bound");
        refused("gru", description("uniform", 30_000).integer("inputs", 30_000), "30000");
    }

    private static DataRecord.Builder description(String initialiser, int units) {
        return DataRecord.of("parameters", 1).text("initialiser", initialiser).integer("units", units);
    }

    private static DataRecord drawn(String cell, DataRecord.Builder description) {
        return RecurrentLayer.fromRecord(DataRecord.of("recurrent-layer", 1).text("cell", cell).record("parameters", description.build())
                .build()).forward();
    }

    private static void refused(String cell, DataRecord.Builder description, String named) {
        DataException refusal = assertThrows(DataException.class, () -> drawn(cell, description));
        assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
    }

    private static void uniform(double[] values, double bound) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values).map(x -> x * x).average().orElseThrow();
        double error = 5 / Math.sqrt(values.length);
        assertTrue(Arrays.stream(values).allMatch(x -> Math.abs(x) <= bound));
        assertEquals(0, mean / bound, error / Math.sqrt(3));
        assertEquals(1.0 / 3, variance / (bound * bound), error * Math.sqrt(4.0 / 45));
    }

    private static void normal(double[] values, double deviation) {
        double error = 5 / Math.sqrt(values.length);
        assertEquals(0, Arrays.stream(values).average().orElseThrow() / deviation, error);
        assertEquals(1, Arrays.stream(values).map(x -> x * x).average().orElseThrow() / (deviation * deviation), error * Math.sqrt(2));
        assertEquals(3, Arrays.stream(values).map(x -> Math.pow(x / deviation, 4)).average().orElseThrow(), error * Math.sqrt(96));
    }

    private static void orthogonal(double[] matrix, int size) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k < size; k++) {
                    product += matrix[i * size + k] * matrix[j * size + k];
                }
                assertEquals(i == j ? 1 : 0, product, 1e-14);
            }
        }
    }
}
