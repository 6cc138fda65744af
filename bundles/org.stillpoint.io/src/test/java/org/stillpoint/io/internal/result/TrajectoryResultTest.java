package org.stillpoint.io.internal.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;

/** Trajectories in files. */
class TrajectoryResultTest {

    @TempDir
    Path folder;

    private static StatePath path(int batch, int steps, int size, int hidden, double first) {
        double[] values = new double[batch * steps * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i / 3.0;
        }
        return new StatePath(new Sequences(values, batch, steps, size), hidden);
    }

    /** A layer of both directions with a memory, and one of a single component above it, with a readout. */
    private static Trajectory deep(int batch) {
        return new Trajectory(List.of(List.of(path(batch, 3, 4, 2, 0), path(batch, 3, 4, 2, 100)), List.of(path(batch, 3, 1, 1, -1))),
                Optional.empty()).withOutput(Optional.of(new Readout(new DMatrixRMaj(new double[][] {{1}, {2}}), new double[] {0, 5})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.npz", "t.json", "t.csv"})
    void keepsTrajectories(String name) throws IOException {
        Path file = folder.resolve(name);
        ResultFormats.write(deep(1).toRecord(), file);
        assertEquals(deep(1), Trajectory.fromRecord(ResultFormats.read(file, Trajectory.TYPE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.npz", "t.json"})
    void keepsBatchesOfSequences(String name) throws IOException {
        Path file = folder.resolve(name);
        ResultFormats.write(deep(2).toRecord(), file);
        assertEquals(deep(2), Trajectory.fromRecord(ResultFormats.read(file, Trajectory.TYPE)));
    }

    @Test
    void tablesHaveARowForEachStep() throws IOException {
        Path file = folder.resolve("t.csv");
        ResultFormats.write(deep(1).toRecord(), file);
        List<String> lines = Files.readAllLines(file);
        assertEquals("hidden_0,hidden_1,cell_0,cell_1,hidden_reverse_0,hidden_reverse_1,cell_reverse_0,cell_reverse_1,hidden_l1,"
                + "output_0,output_1", lines.get(0));
        assertEquals(4, lines.size());
        assertEquals("0.0,0.3333333333333333,0.6666666666666666,1.0,100.0,100.33333333333333,100.66666666666667,101.0,-1.0,-1.0,3.0",
                lines.get(1));
        ProblemFormatException refusal = assertThrows(ProblemFormatException.class, () -> ResultFormats.write(deep(2).toRecord(), file));
        assertEquals("field hidden is no matrix of steps by components, as of several sequences, which a table cannot hold; expected a "
                + ".npz or .json file", refusal.getMessage().replaceFirst("^[^ ]*t\\.csv: ", ""));
    }
}
