package org.stillpoint.io.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Problem;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.api.problem.transport.SnapshotBridgeProblem;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.result.ResultFormats;

/** Documents of bridges and flows: the schemas accept what the reader reads, and refuse what it refuses for its form. */
class BridgeDocumentsTest {

    @TempDir
    Path folder;

    private Problem read(String document) throws IOException {
        Files.writeString(folder.resolve("points.csv"), "0,1\n2,3\n4,6\n");
        Path file = Files.writeString(folder.resolve("p.problem.json"), document);
        return new ProblemDocumentReader().read(new PathSource(file)).problem();
    }

    private static String type(String json) {
        Matcher matcher = Pattern.compile("\"problem\": \"([a-z-]+)\"").matcher(json);
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'problem': 'schroedinger-bridge', 'source': {'points': 'points.csv'}, 'target': {'points': [[0, 1], [1, 0]], 'weights': [1, 3]},"
            + " 'epsilon': 0.5, 'components': 3}",
        "{'problem': 'schroedinger-bridge', 'source': {'mean': [0], 'covariance': [[1]]}, 'target': {'points': [[2], [3]]}, 'epsilon': 1}",
        "{'problem': 'discrete-bridge', 'steps': 3, 'transitions': [[0.5, 0.5], [0, 1]], 'start': [1, 0], 'end': [0.5, 0.5]}",
        "{'problem': 'discrete-bridge', 'transitions': [[[0.5, 0.5], [0, 1]], [[1, 0], [0, 1]]], 'start': [1, 0], 'end': [0.5, 0.5]}",
        "{'problem': 'gradient-flow', 'x': [0, 1, 2], 'initial': [1, 0, 0], 'potential': [0, 1, 0], 'diffusion': 1, 'step': 0.1,"
            + " 'steps': 2}",
        "{'problem': 'gradient-flow', 'x': [0, 1], 'y': [0, 2], 'initial': [[1, 0], [0, 1]], 'potential': [[0, 1], [2, 3]],"
            + " 'diffusion': 1, 'interaction': -0.5, 'step': 0.1, 'steps': 2, 'epsilon': 0.3}",
        "{'problem': 'rectified-flow', 'source': 'points.csv', 'target': 'points.csv', 'exponent': 3, 'marginalTolerance': 0}",
        "{'problem': 'snapshot-bridge', 'snapshots': [{'points': 'points.csv'}, {'points': 'points.csv', 'weights': [1, 1, 2]}],"
            + " 'times': [0, 0.5], 'diffusion': [1, 2]}"})
    void documentsAreRead(String document) throws IOException {
        String json = document.replace('\'', '"');
        assertTrue(Schema.of(type(json)).accepts(json));
        assertEquals(type(json), read(json).type());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'problem': 'schroedinger-bridge', 'source': {'points': [[0]]}, 'target': {'points': [[0]]}}",
        "{'problem': 'schroedinger-bridge', 'source': {'points': [[0]]}, 'target': {'points': [[0]]}, 'epsilon': 0}",
        "{'problem': 'schroedinger-bridge', 'source': {'points': [[0]]}, 'target': {'points': [[0]]}, 'epsilon': 1, 'sigma': 1}",
        "{'problem': 'schroedinger-bridge', 'source': {'mean': [0]}, 'target': {'points': [[0]]}, 'epsilon': 1}",
        "{'problem': 'discrete-bridge', 'transitions': [[0.5, 0.5], [0, 1]], 'start': [1, 0]}",
        "{'problem': 'discrete-bridge', 'steps': 0, 'transitions': [[0.5, 0.5], [0, 1]], 'start': [1, 0], 'end': [0, 1]}",
        "{'problem': 'gradient-flow', 'x': [0, 1], 'initial': [1, 0], 'potential': [0, 1], 'diffusion': 0, 'step': 0.1, 'steps': 2}",
        "{'problem': 'gradient-flow', 'x': [0, 1], 'initial': [1, 0], 'potential': [0, 1], 'diffusion': 1, 'step': 0.1}",
        "{'problem': 'rectified-flow', 'source': [[0]], 'target': [[1]], 'exponent': 1}",
        "{'problem': 'rectified-flow', 'source': [[0]], 'target': [[1]], 'p': 2}",
        "{'problem': 'snapshot-bridge', 'snapshots': [{'points': [[0]]}, {'weights': [1]}], 'diffusion': [1]}",
        "{'problem': 'snapshot-bridge', 'snapshots': [{'points': [[0]]}, {'points': [[0]]}]}"})
    void slipsAreRefused(String document) throws IOException {
        String json = document.replace('\'', '"');
        assertFalse(Schema.of(type(json)).accepts(json));
        assertThrows(ProblemFormatException.class, () -> read(json));
    }

    @Test
    void schemasAcceptWhatIsWritten() throws IOException {
        DMatrixRMaj points = new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}});
        Measure cloud = Measure.uniform(points);
        double[] half = {0.5, 0.5};
        List<Problem> problems = List.of(new SchroedingerBridgeProblem(cloud, cloud, 1, 2),
                new DiscreteBridgeProblem(2, new double[] {0.5, 0.5, 0, 1}, half, half),
                new GradientFlowProblem(List.of(new double[] {0, 1}), half, half, 1, 0, 0.5, 3, 1),
                new RectifiedFlowProblem(points, points, 2, 0.1),
                new SnapshotBridgeProblem(List.of(cloud, cloud), new double[] {0, 1}, half));
        for (Problem problem : problems) {
            Path file = folder.resolve("w.problem.json");
            ResultFormats.write(problem.toRecord(), file);
            String written = Files.readString(file);
            assertTrue(Schema.of(problem.type()).accepts(written), written);
            assertEquals(problem, read(written));
        }
    }
}
