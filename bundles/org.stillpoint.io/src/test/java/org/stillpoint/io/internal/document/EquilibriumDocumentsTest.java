package org.stillpoint.io.internal.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.arrays.ArrayFiles;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.io.internal.result.ResultFormats;

/** Documents of equilibria: weights in files, inputs in columns of tables, and the states written. */
class EquilibriumDocumentsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        arrays.put("layer.factor", new NamedArray(new double[] {1, 2}, 1, 2));
        arrays.put("layer.margin", new NamedArray(new double[] {.25}));
        arrays.put("layer.bias", new NamedArray(new float[] {.5f, 2}, 2));
        arrays.put("layer.readout", new NamedArray(new double[] {7}, 1));
        arrays.put("x", new NamedArray(new double[] {1, 2, 3, 4}, 2, 2));
        try (OutputStream out = Files.newOutputStream(folder.resolve("model.npz"))) {
            NpzFile.write(arrays, out);
        }
        Files.writeString(folder.resolve("iris.csv"), "sepal,petal,width\n5,1,0.5\n6,2,0.25\n");
    }

    private Problem read(String document) throws IOException {
        Path file = Files.writeString(folder.resolve("p.problem.json"), document.replace('\'', '"'));
        return new ProblemDocumentReader().read(new PathSource(file)).problem();
    }

    @Test
    void weightsInAFileStandBesideTheParameters() throws IOException {
        EquilibriumProblem problem = (EquilibriumProblem) read("{'problem': 'equilibrium', 'layer': 'monotone', 'weights': 'model.npz',"
                + " 'prefix': 'layer.', 'parameters': {'activation': 'relu'}, 'input': 'model.npz#x', 'measure': 'RELATIVE'}");
        assertEquals(.25, problem.parameters().number("margin"));
        assertArrayEquals(new double[] {1, 2}, problem.parameters().numbers("factor"));
        assertArrayEquals(new double[] {.5, 2}, problem.parameters().numbers("bias"));
        assertFalse(problem.parameters().has("readout"));
        assertEquals(new Samples(new double[] {1, 2, 3, 4}, 2, 2), problem.inputs());
        assertEquals(ResidualMeasure.RELATIVE, problem.measure());
    }

    @Test
    void columnsOfATableAreTheInput() throws IOException {
        String layer = "{'problem': 'equilibrium', 'layer': 'dense', 'parameters': {'weight': [[0.5, 0], [0, 0.5]], 'activation': 'tanh'},";
        assertEquals(new Samples(new double[] {1, 5, 2, 6}, 2, 2),
                ((EquilibriumProblem) read(layer + " 'input': 'iris.csv', 'columns': ['petal', 'sepal']}")).inputs());
        assertTrue(assertThrows(ProblemFormatException.class, () -> read(layer + " 'input': 'iris.csv'}")).getMessage()
                .contains("the input has 3 components; expected 2"));
    }

    @Test
    void derivativesHaveAnEquilibrium() throws IOException {
        EquilibriumGradientProblem problem = (EquilibriumGradientProblem) read("{'problem': 'equilibrium-gradient', 'equilibrium': "
                + "{'layer': 'monotone', 'weights': 'model.npz', 'prefix': 'layer.', 'parameters': {'activation': 'relu'},"
                + " 'input': 'model.npz#x'}, 'cotangent': 'model.npz#x'}");
        assertEquals(.25, problem.equilibrium().parameters().number("margin"));
        assertEquals(problem.equilibrium().inputs(), problem.cotangent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'layer': 'dense', 'weights': 'model.npz', 'parameters': {'activation': 'tanh'}|has none of the layer's parameters [weight",
        "'layer': 'dense', 'prefix': 'layer.', 'parameters': {'activation': 'tanh'}|field prefix of equilibrium stands without weights",
        "'layer': 'scalar', 'parameters': {'map': 'sine'}|parameter map is 'sine'; expected one of [cosine",
        "'layer': 'dense', 'parameters': {'weight': [[1]], 'activation': 'tanh'}, 'inputs': [1]|field inputs of equilibrium is unknown",
        "'layer': 'dense', 'parameters': {'weight': [[1, 2]], 'activation': 'tanh'}|layer dense: parameter weight has the shape [1, 2]"})
    void refusesWhatIsWrongAndNamesIt(String fields, String message) {
        String refusal = assertThrows(ProblemFormatException.class, () -> read("{'problem': 'equilibrium', " + fields + "}")).getMessage();
        assertTrue(refusal.startsWith("p.problem.json"), refusal);
        assertTrue(refusal.contains(message), refusal);
    }

    /** A table has a row for each sample, also where a state has one component. */
    @Test
    void tablesOfStatesAreReadBack() throws IOException {
        for (int size = 1; size <= 3; size++) {
            EquilibriumStates states = new EquilibriumStates(
                    new Samples(Arrays.copyOf(new double[] {1, 2, 3, 4, .5, 6}, 2 * size), 2, size),
                    new double[] {1e-9, 0}, new long[] {7, 9}, List.of(Status.CONVERGED, Status.STAGNATED));
            Path file = folder.resolve("z.csv");
            ResultFormats.write(states.toRecord(), file);
            assertEquals(states, EquilibriumStates.fromRecord(ResultFormats.read(file, EquilibriumStates.TYPE)));
            assertTrue(Files.readString(file).startsWith(size == 1 ? "z_0,residuals," : "z_0,z_1,"));
        }
    }

    @Test
    void statesAreWrittenAsZ() throws IOException {
        EquilibriumStates states = new EquilibriumStates(new Samples(new double[] {1, 2, 3, 4, 5, 6}, 2, 3), new double[] {1e-9, 0},
                new long[] {7, 9}, List.of(Status.CONVERGED, Status.STAGNATED));
        Path file = folder.resolve("z.npz");
        ResultFormats.write(states.toRecord(), file);
        assertEquals(states, EquilibriumStates.fromRecord(ResultFormats.read(file, EquilibriumStates.TYPE)));
        NamedArray z = (NamedArray) ArrayFiles.read(new PathSource(folder.resolve("p.problem.json")), "z.npz#z");
        assertArrayEquals(new int[] {2, 3}, z.shape());
        assertArrayEquals(states.states().values(), (double[]) z.values());
        try (InputStream in = Files.newInputStream(file)) {
            assertEquals(List.of("CONVERGED", "STAGNATED"), NpzFile.readWithTexts(in, "z.npz").get("statuses"));
        }
    }
}
