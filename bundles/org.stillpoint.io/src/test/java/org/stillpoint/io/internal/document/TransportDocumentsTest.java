package org.stillpoint.io.internal.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.ProblemFilesService;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.io.internal.result.ResultFormats;

/** Documents, archives and tables of transport problems, and pictures as measures. */
class TransportDocumentsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        arrays.put("a", new NamedArray(new double[] {.25, .75}, 2));
        arrays.put("X", new NamedArray(new float[] {0, 0, 3, 4}, 2, 2));
        arrays.put("Y", new NamedArray(new float[] {0, 1}, 1, 2));
        arrays.put("epsilon", new NamedArray(new double[] {.5}));
        arrays.put("comment", new NamedArray(new long[] {1}, 1));
        try (OutputStream out = Files.newOutputStream(folder.resolve("clouds.npz"))) {
            NpzFile.write(arrays, out);
        }
        Files.writeString(folder.resolve("cities.csv"), "x,y,people\n0,1,3\n2,3,1\n");
        Files.writeString(folder.resolve("costs.csv"), ",Graz,Linz,Wels\nKöln,1,2,3\nBonn,4,5,6\n");
        BufferedImage picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 40, 20);
        pen.setColor(Color.BLACK);
        pen.fillRect(0, 0, 10, 10);
        pen.setColor(Color.RED);
        pen.fillRect(30, 10, 10, 10);
        pen.dispose();
        ImageIO.write(picture, "png", folder.resolve("picture.png").toFile());
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 51);
        grey.getRaster().setSample(1, 0, 0, 204);
        ImageIO.write(grey, "png", folder.resolve("grey.png").toFile());
    }

    private TransportProblem read(String document) throws IOException {
        Path file = Files.writeString(folder.resolve("p.problem.json"), document.replace('\'', '"'));
        return (TransportProblem) new ProblemDocumentReader().read(new PathSource(file)).problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'problem': 'transport', 'source': [0.5, 0.5], 'target': [0.25, 0.75], 'cost': [[0, 1], [1, 0]]}",
        "{'problem': 'transport', 'source': [[0], [1]], 'target': [[2], [3], [5]], 'epsilon': 0.1, '$schema': 'x'}",
        "{'problem': 'transport', 'source': 'clouds.npz#X', 'target': 'clouds.npz#Y', 'cost': 'euclidean', 'costScale': 'MAX'}",
        "{'problem': 'transport', 'source': {'weights': 'cities.csv#people', 'points': ['cities.csv#x', 'cities.csv#y'], 'normalise': true,"
            + " 'names': ['here', 'there']}, 'target': {'points': [[1, 1]]}, 'cost': 'city-block', 'epsilon': 0.5, 'epsilonUnit': 'MEAN'}",
        "{'problem': 'transport', 'cost': 'costs.csv', 'sourceNames': ['k', 'b'], 'targetNames': ['g', 'l', 'w']}",
        "{'problem': 'transport', 'source': [1, 2], 'target': [1, 1, 1, 5], 'cost': [[0, 1, 2, 3], [4, 5, 6, 7]], 'mass': 1.5}",
        "{'problem': 'transport', 'source': [1, 2], 'target': [1, 1], 'cost': [[0, 1], [2, 3]], 'unbalanced': 2, 'epsilon': 1,"
            + " 'regulariser': 'ENTROPY'}",
        "{'problem': 'transport', 'source': [1, 2], 'target': [1, 1], 'cost': [[0, 1], [2, 3]], 'sourceRule': 'AT_MOST',"
            + " 'targetRule': {'kind': 'TOTAL_VARIATION', 'weight': 3}}",
        "{'problem': 'transport', 'source': [1, 2], 'target': [1, 2], 'cost': {'cost': 'matrix', 'costs': [[0, 1], [2, 3]]}, 'support': 1,"
            + " 'epsilon': 2}",
        "{'problem': 'transport', 'source': [[1]], 'target': [[2]], 'cost': {'cost': 'distance', 'p': 'inf', 'exponent': 1.5}}",
        "{'problem': 'transport', 'source': [[1]], 'target': [[2]], 'cost': {'cost': 'named', 'function': 'f', 'parameters': {'a': [1]}}}",
        "{'problem': 'transport', 'source': [1, 2, 3], 'target': [3, 2, 1], 'cost': 'grid'}",
        "{'problem': 'transport', 'source': [[1, 2], [3, 4]], 'target': [[4, 3], [2, 1]], 'cost': {'cost': 'grid', 'exponent': 1}}",
        "{'problem': 'transport', 'source': [1, 2, 3, 4], 'target': [4, 3, 2, 1], 'cost': {'cost': 'grid', 'shape': [2, 2], 'spacing': 3}}",
        "{'problem': 'transport', 'source': [1, 2], 'target': [2, 1], 'cost': {'cost': 'grid', 'axes': 1, 'axis0': [0, 5], 'exponent': 2}}",
        "{'problem': 'transport', 'source': 'picture.png', 'target': {'image': 'picture.png', 'as': 'brightness', 'points': 8}}",
        "{'problem': 'transport', 'source': 'picture.png', 'target': {'image': 'picture.png', 'as': 'brightness'}, 'cost': 'grid'}",
        "{'problem': 'transport', 'source': {'image': 'picture.png', 'as': 'colours'}, 'target': {'image': 'picture.png',"
            + " 'as': 'colours'}}"})
    void whatIsReadHasTheFormOfTheSchemaAndIsWrittenSo(String document) throws IOException {
        Schema schema = Schema.of(TransportProblem.TYPE);
        assertTrue(schema.accepts(document.replace('\'', '"')));
        TransportProblem problem = read(document);
        Path written = folder.resolve("w.problem.json");
        ResultFormats.write(problem.toRecord(), written);
        assertTrue(schema.accepts(Files.readString(written)), Files.readString(written));
        assertEquals(problem, read(Files.readString(written)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': [[0]], 'reg': 1}",
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': 'manhattan'}",
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': {'cost': 'distance', 'p': 1, 'power': 2}}",
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': [[0]], 'epsilon': -1}",
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': [[0]], 'costScale': 'max'}",
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': [[0]], 'sourceRule': 'KULLBACK_LEIBLER'}",
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': [[0]], 'sourceRule': {'kind': 'SQUARED'}}",
        "{'problem': 'transport', 'source': [1], 'target': [1], 'cost': [[0]], 'sourceRule': {'kind': 'FREE', 'penalty': 1}}",
        "{'problem': 'transport', 'source': {'weight': [1]}, 'target': [1], 'cost': [[0]]}",
        "{'problem': 'transport', 'source': 'heap', 'target': [1], 'cost': [[0]]}",
        "{'problem': 'transport', 'source': {'image': 'cities.csv'}, 'target': [1], 'cost': [[0]]}",
        "{'problem': 'transport', 'source': {'image': 'picture.png', 'as': 'light'}, 'target': {'image': 'picture.png'}}",
        "{'problem': 'transport', 'source': {'image': 'picture.png', 'points': 0}, 'target': {'image': 'picture.png'}}"})
    void theReaderRefusesWhatTheSchemaRefuses(String document) throws IOException {
        assertThrows(ProblemFormatException.class, () -> read(document));
        assertFalse(Schema.of(TransportProblem.TYPE).accepts(document.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'source': [1], 'target': [1],~ 'reg': 3|:2: field reg of transport is unknown; expected one of [cost, costScale, epsilon,",
        "'source': [1], 'target': [1],~ 'cost': 'far'|:2: field cost of transport is 'far'; expected a matrix, grid or one of [city-block",
        "~'source': {'weights': [1], 'height': 3}, 'target': [1]|:2: field source of transport: the unknown field height; expected one of",
        "~'source': {'image': 'q.png'}, 'target': [1]|:2: field source of transport: 'q.png': there is no such file beside the document",
        "~'source': {'image': 'fake.png'}, 'target': [1]|fake.png: this is no picture; expected one of [.jpeg, .jpg, .png]",
        "~'source': {'points': ['cities.csv#x', 'cities.csv#z']}, 'target': [1]|cities.csv:1: there is no column 'z'; expected one of",
        "'target': [1]|: field source of transport is missing; it may be left out beside a matrix of costs",
        "'source': [1], 'target': [2], 'cost': [[1]]|: the weights have the sums 1.0 and 2.0",
        "~'unbalanced': 1, 'sourceRule': 'FREE', 'cost': [[1]]|:2: field unbalanced of transport stands beside sourceRule"})
    void refusalsNameThePlace(String fields, String message) throws IOException {
        Files.writeString(folder.resolve("fake.png"), "no picture");
        String refusal = assertThrows(ProblemFormatException.class,
                () -> read(("{'problem': 'transport', " + fields.replace("''", "'") + "}").replace('~', '\n'))).getMessage();
        assertTrue(refusal.startsWith(message.startsWith(":") ? "p.problem.json" + message : message), refusal);
    }

    @Test
    void theFieldsArriveWhereTheyBelong() throws IOException {
        TransportProblem cities = read("{'problem': 'transport', 'source': {'weights': 'cities.csv#people',"
                + " 'points': ['cities.csv#x', 'cities.csv#y'], 'normalise': true}, 'target': 'clouds.npz#X', 'epsilon': 0.1}");
        assertEquals(TransportProblem.of(new Measure(new double[] {.75, .25}, new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}})),
                Measure.uniform(new DMatrixRMaj(new double[][] {{0, 0}, {3, 4}})), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.RELATIVE_ENTROPY, .1).build(), cities);
        TransportProblem unbalanced = read("{'problem': 'transport', 'source': [1, 2], 'target': [1], 'cost': [[3], [4]], 'unbalanced': 7,"
                + " 'costScale': 'MEAN', 'epsilonUnit': 'MAX', 'epsilon': 1, 'regulariser': 'QUADRATIC'}");
        MarginalRule penalty = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 7);
        assertEquals(TransportProblem.of(Measure.of(1, 2), Measure.of(1), new GroundCost.Matrix(new DMatrixRMaj(new double[] {3, 4})))
                .rules(penalty, penalty).costScale(CostScale.MEAN).epsilonUnit(CostScale.MAX).regulariser(Regulariser.QUADRATIC, 1).build(),
                unbalanced);
        TransportProblem grid = read("{'problem': 'transport', 'source': [[1, 2, 0], [0, 0, 0]], 'target': [[0, 0, 0], [0, 0, 3]],"
                + " 'cost': 'grid'}");
        GroundCost.Grid cost = (GroundCost.Grid) grid.cost();
        assertArrayEquals(new double[] {0, 1 / 3.}, cost.axes().get(0));
        assertArrayEquals(new double[] {0, 1 / 3., 2 / 3.}, cost.axes().get(1), 1e-15);
        assertArrayEquals(new double[] {1, 2, 0, 0, 0, 0}, grid.source().weights());
    }

    @Test
    void measuresAreShortInOtherDocumentsToo() throws IOException {
        String document = ("{'problem': 'sinkhorn-divergence', 'source': 'clouds.npz#X', 'target': [[1, 1]], 'cost': 'euclidean',"
                + " 'epsilon': 1}").replace('\'', '"');
        assertTrue(Schema.of(SinkhornDivergenceProblem.TYPE).accepts(document));
        Path file = Files.writeString(folder.resolve("d.problem.json"), document);
        SinkhornDivergenceProblem problem = (SinkhornDivergenceProblem) new ProblemDocumentReader().read(new PathSource(file)).problem();
        assertEquals(Measure.uniform(new DMatrixRMaj(new double[][] {{0, 0}, {3, 4}})), problem.source());
        assertEquals(GroundCost.Distance.EUCLIDEAN, problem.cost());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'problem': 'low-rank-transport', 'source': [[0, 1], [1, 0]], 'target': 'plane.csv', 'cost': 'city-block', 'rank': 1}",
        "{'problem': 'monge-gap', 'source': 'clouds.npz#X', 'images': [[1, 2], [3, 4]], 'cost': 'euclidean'}",
        "{'problem': 'barycenter', 'histograms': [[0.5, 0.5], [1, 0]], 'cost': {'cost': 'grid', 'shape': [2]}, 'epsilon': 1}"})
    void theFormOfTheSchemaIsRead(String document) throws IOException {
        String json = document.replace('\'', '"');
        Files.writeString(folder.resolve("plane.csv"), "1,2\n3,4\n5,6\n");
        Path file = Files.writeString(folder.resolve("d.problem.json"), json);
        String type = new ProblemDocumentReader().read(new PathSource(file)).problem().type();
        assertTrue(Schema.of(type).accepts(json), json);
    }

    @Test
    void fieldsThatTheSchemaDoesNotKnowAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("d.problem.json"), "{\"problem\": \"sinkhorn-divergence\", \"source\": [[1]],\n"
                + "\"blur\": 1, \"target\": [[1]], \"epsilon\": 1}");
        String refusal = assertThrows(ProblemFormatException.class, () -> new ProblemDocumentReader().read(new PathSource(file)))
                .getMessage();
        assertEquals("d.problem.json:2: field blur of sinkhorn-divergence is unknown; expected one of [cost, epsilon, epsilonUnit, "
                + "penalty, source, target]", refusal);
    }

    @Test
    void archivesAndTablesAreProblemsToo() throws IOException {
        ReadResult clouds = new ProblemFilesService().read(folder.resolve("clouds.npz"), TransportProblem.TYPE);
        assertEquals(TransportProblem.of(new Measure(new double[] {.25, .75}, new DMatrixRMaj(new double[][] {{0, 0}, {3, 4}})),
                Measure.uniform(new DMatrixRMaj(new double[][] {{0, 1}})), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.RELATIVE_ENTROPY, .5).build(), clouds.problem());
        assertEquals(List.of("no part of the problem: comment"), clouds.warnings());
        TransportProblem table = (TransportProblem) new ProblemFilesService().read(folder.resolve("costs.csv"), TransportProblem.TYPE)
                .problem();
        assertEquals(List.of("Köln", "Bonn"), table.source().names());
        assertEquals(List.of("Graz", "Linz", "Wels"), table.target().names());
        assertEquals(6, ((GroundCost.Matrix) table.cost()).costs().get(1, 2));
        assertArrayEquals(new double[] {1 / 3., 1 / 3., 1 / 3.}, table.target().weights());
    }

    @Test
    void darknessSitsWhereItIsDrawn() throws IOException {
        TransportProblem problem = read("{'problem': 'transport', 'source': {'image': 'picture.png', 'points': 8},"
                + " 'target': {'image': 'picture.png', 'points': 2, 'as': 'brightness'}}");
        double red = 1 - .2126;
        assertArrayEquals(new double[] {1 / (1 + red), red / (1 + red)}, problem.source().weights(), 1e-12);
        assertArrayEquals(new double[] {.125, .375, .875, .125}, problem.source().points().data, 1e-12);
        assertArrayEquals(new double[] {3 / (6 + .2126), (3 + .2126) / (6 + .2126)}, problem.target().weights(), 1e-12);
        TransportProblem grid = read("{'problem': 'transport', 'source': {'image': 'picture.png', 'points': 8}, 'target':"
                + " {'image': 'picture.png', 'points': 8}, 'cost': 'grid'}");
        assertEquals(8, grid.source().size());
        assertArrayEquals(new double[] {0, .25}, ((GroundCost.Grid) grid.cost()).axes().get(0));
        TransportProblem colours = read("{'problem': 'transport', 'source': {'image': 'picture.png', 'points': 8, 'as': 'colours'},"
                + " 'target': [[0, 0, 0]]}");
        assertEquals(8, colours.source().size());
        assertArrayEquals(new double[] {0, 0, 0, 1, 1, 1}, Arrays.copyOf(colours.source().points().data, 6));
        assertArrayEquals(new double[] {1, 0, 0}, Arrays.copyOfRange(colours.source().points().data, 21, 24));
    }

    @Test
    void greySamplesAreTakenAsTheyStand() throws IOException {
        TransportProblem problem = read("{'problem': 'transport', 'source': 'grey.png', 'target': {'image': 'grey.png',"
                + " 'as': 'brightness'}}");
        assertArrayEquals(new double[] {.8, .2}, problem.source().weights(), 1e-12);
        assertArrayEquals(new double[] {.2, .8}, problem.target().weights(), 1e-12);
    }
}
