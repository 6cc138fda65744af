package org.stillpoint.io.internal.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.TestData;
import org.stillpoint.io.internal.arrays.NpzFile;

/** Documents of recurrences: weights of whole networks in one file, inputs in tables. */
class RecurrenceDocumentsTest {

    @TempDir
    Path folder;

    private static NamedArray array(int... shape) {
        int length = 1;
        for (int extent : shape) {
            length *= extent;
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i + .5f;
        }
        return new NamedArray(values, shape);
    }

    private void write(String file, Object... namesAndArrays) throws IOException {
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            arrays.put((String) namesAndArrays[i], (NamedArray) namesAndArrays[i + 1]);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
            NpzFile.write(arrays, out);
        }
    }

    @BeforeEach
    void writeFiles() throws IOException {
        write("deep.npz", "rnn.weight_ih_l0", array(6, 3), "rnn.weight_hh_l0", array(6, 2), "rnn.bias_ih_l0", array(6),
                "rnn.weight_ih_l0_reverse", array(6, 3), "rnn.weight_hh_l0_reverse", array(6, 2), "rnn.weight_ih_l1", array(6, 4),
                "rnn.weight_hh_l1", array(6, 2), "rnn.bias_hh_l1", array(6), "rnn.readout_weight", array(2), "head.weight", array(5, 5));
        write("one.npz", "weight_ih", array(3, 1), "weight_hh", array(3, 1), "readout_weight", array(2, 1), "readout_bias", array(2));
        write("gap.npz", "weight_ih_l0", array(3, 1), "weight_hh_l0", array(3, 1), "weight_ih_l2", array(3, 1));
        write("half.npz", "weight_ih_l0", array(3, 1), "input", array(7));
        write("projected.npz", "weight_ih_l0", array(8, 1), "weight_hh_l0", array(8, 1), "weight_hr_l0", array(1, 2));
        Files.writeString(folder.resolve("t.csv"), "date,a,b,c\n2001-01-01,1,2,3\n2001-01-02,4,5,6\n");
    }

    private RecurrenceProblem read(Path file) throws IOException {
        return (RecurrenceProblem) new ProblemDocumentReader().read(new PathSource(file)).problem();
    }

    private RecurrenceProblem read(String fields) throws IOException {
        String json = ("{'problem': 'recurrence', " + fields + "}").replace('\'', '"');
        return read(Files.writeString(folder.resolve("p.problem.json"), json));
    }

    @Test
    void readsLayersAndDirectionsUnderAPrefix() throws IOException {
        RecurrenceProblem problem = read("'cell': 'gru', 'weights': 'deep.npz', 'prefix': 'rnn.', 'input': 't.csv',"
                + " 'columns': ['c', 'a', 'b']");
        assertEquals(2, problem.layers().size());
        assertEquals(2, problem.layers().get(0).directions());
        assertEquals(1, problem.layers().get(1).directions());
        assertEquals(new CellShape(2, 2, 4), StandardCell.GRU.shape(problem.layers().get(1).forward()));
        assertTrue(problem.layers().get(0).forward().has("bias_ih") && !problem.layers().get(0).forward().has("bias_hh"));
        assertEquals(1.5, problem.layers().get(0).parameters(1).numbers("weight_hh")[1]);
        assertArrayEquals(new double[] {3, 1, 2, 6, 4, 5}, ((Sequences) problem.input()).values());
        assertEquals(1, problem.readout().orElseThrow().size());
        assertEquals(problem, RecurrenceProblem.fromRecord(problem.toRecord()));
    }

    @Test
    void readsPlainNamesAndTheReadout() throws IOException {
        RecurrenceProblem problem = read("'cell': 'gru', 'weights': 'one.npz', 'input': 't.csv#b', 'initialState': [0.25]");
        assertEquals(2, problem.steps());
        assertEquals(1.5, problem.readout().orElseThrow().bias()[1]);
        assertArrayEquals(new double[] {.25}, problem.initialState());
        RecurrenceProblem other = read("'cell': 'gru', 'weights': 'one.npz', 'input': [1, 2], 'readout_weight': [[3]]");
        assertArrayEquals(new double[1], other.readout().orElseThrow().bias());
    }

    @Test
    void readsWeightsAndInputInSinglePrecisionFromSafetensors() throws IOException {
        byte[] header = ("{\"lm.weight_hh_l0\": {\"dtype\": \"BF16\", \"shape\": [1, 1], \"data_offsets\": [0, 2]}, \"lm.weight_ih_l0\": "
                + "{\"dtype\": \"F16\", \"shape\": [1, 1], \"data_offsets\": [2, 4]}, \"x\": {\"dtype\": \"F32\", \"shape\": [2, 3, 1], "
                + "\"data_offsets\": [4, 28]}}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + 28).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header)
                .putShort((short) 0x3F00).putShort((short) 0xC000);
        for (int i = 0; i < 6; i++) {
            file.putFloat(i / 4f);
        }
        Files.write(folder.resolve("m.safetensors"), file.array());
        RecurrenceProblem problem = read("'cell': 'elman', 'weights': 'm.safetensors', 'prefix': 'lm.', 'input': 'm.safetensors#x'");
        assertEquals(.5, problem.layers().get(0).forward().numbers("weight_hh")[0]);
        assertEquals(-2, problem.layers().get(0).forward().numbers("weight_ih")[0]);
        assertEquals(new Sequences(new double[] {0, .25, .5, .75, 1, 1.25}, 2, 3, 1), problem.input());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'cell': 'gru', 'weights': 'deep.npz', 'input': [1]|no array weight_ih_l0; there are [head.weight, |field prefix 'rnn.' it",
        "'cell': 'gru', 'weights': 'half.npz', 'input': [1]|no array weight_hh_l0; there are [input, weight_ih_l0]|",
        "'cell': 'gru', 'weights': 'gap.npz', 'input': [1]|there is weight_ih_l2, but none of layer 1|",
        "'cell': 'lstm', 'weights': 'projected.npz', 'input': [1]|weight_hr_l0 is a projection|",
        "'cell': 'para-gru', 'weights': 'one.npz', 'input': [1]|no array recurrent; there are|",
        "'cell': 'logistic', 'weights': 'one.npz', 'steps': 3|the cell logistic has no weights; expected its parameters|",
        "'cell': 'mine', 'weights': 'one.npz', 'steps': 3|there is no cell 'mine' with weights; expected one of [elman, |or the parameters of a",
        "'cell': 'gru', 'weights': 'one.npz#weight_ih', 'input': [1]|holds no arrays by name; expected a file like|",
        "'cell': 'gru', 'weights': 'one.npz', 'parameters': {}, 'input': [1]|stands beside parameters|",
        "'cell': 'gru', 'prefix': 'rnn.', 'parameters': {}, 'input': [1]|field prefix of recurrence stands without weights|",
        "'cell': 'gru', 'weights': 'one.npz'|field input of recurrence is missing|a signal, or steps for a cell without input",
        "'cell': 'gru', 'weights': 'one.npz', 'input': 'one.npz'|field input of recurrence is no array|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': [1], 'steps': 3|field steps of recurrence stands beside input; expected one|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': [1], 'signal': 's'|field signal of recurrence stands beside input; expected one|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': [1], 'columns': ['a']|columns of recurrence stands without the name of a .csv file|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': 't.csv'|t.csv:2: column 1 (date) is '2001-01-01'; expected|the field columns can",
        "'cell': 'gru', 'weights': 'one.npz', 'input': 't.csv', 'columns': ['d']|no column 'd'; expected one of [date, a, b, c]|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': [[1, 2]]|layer 0 (gru) takes 1 inputs; the input has 2|",
        "'cell': 'gru', 'weights': {'weight_ih_l0': [[1], [2], [3]], 'weight_hh_l0': [[1], [2]]}, 'input': [1]|"
            + "layer 0 (gru): parameter weight_hh has the shape [2, 1]|expected [3, 1]",
        "'cell': 'gru', 'weights': 'one.npz', 'input': [1, 'nan', 2]|the input is NaN at step 1 of sequence 0, component 0|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': []|the input has 1 sequences of 0 steps; expected at least one sequence|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': 'none.npy'|'none.npy': there is no such file beside the document|",
        "'cell': 'gru', 'weights': 'one.npz', 'input': 'none.csv'|none.csv: there is no such file beside the document|"})
    void refusesWhatIsWrongAndNamesIt(String fields, String message, String also) {
        String refusal = assertThrows(ProblemFormatException.class, () -> read(fields)).getMessage();
        assertTrue(refusal.contains(message) && (also == null || refusal.contains(also)), refusal);
    }

    @ParameterizedTest
    @CsvSource({"1, elman", "3, gru", "4, lstm"})
    void anArchiveOfWeightsAndInputIsAProblem(int gates, String cell) throws IOException {
        write("net.npz", "weight_ih_l0", array(2 * gates, 3), "weight_hh_l0", array(2 * gates, 2), "input", array(5, 3),
                "hidden", array(5, 2), "readout_weight", array(1, 2));
        RecurrenceProblem problem = (RecurrenceProblem) ArrayProblem.read(new PathSource(folder.resolve("net.npz")),
                RecurrenceProblem.problemType()).problem();
        assertEquals(read("'cell': '" + cell + "', 'weights': 'net.npz', 'input': 'net.npz#input'"), problem);
        write("other.npz", "weight_hh_l0", array(4, 2));
        assertTrue(assertThrows(ProblemFormatException.class, () -> ArrayProblem.read(new PathSource(folder.resolve("other.npz")),
                RecurrenceProblem.problemType())).getMessage().contains("field weight_hh_l0 of recurrence is unknown"));
    }

    @ParameterizedTest
    @CsvSource({"gru16, gru, 16", "lstm8, lstm, 8"})
    void readsTheWeightsOfTrainedNetworks(String file, String cell, int units) throws IOException {
        Path data = TestData.path("recurrence/" + file + "_seattle_hourly.npz");
        Files.copy(data, folder.resolve("net.npz"));
        RecurrenceProblem problem = read("'cell': '" + cell + "', 'weights': 'net.npz', 'input': 'net.npz#input'");
        assertEquals(8759, problem.steps());
        assertEquals(units, problem.layers().get(0).standardCell().orElseThrow().shape(problem.layers().get(0).forward()).hidden());
        assertEquals(3, problem.readout().orElseThrow().size());
    }
}
