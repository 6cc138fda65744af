package org.stillpoint.io.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.problem.ClassificationProblem;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.api.problem.FeasibilityProblem;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.api.problem.SaddleProblem;
import org.stillpoint.api.problem.StandardProblems;
import org.stillpoint.api.problem.TieRule;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.arrays.NpyFile;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.io.internal.result.ResultFormats;

/** Documents of every standard problem type, their schemas, and what is written of the problems. */
class DocumentsTest {

    private static final String PROCESS = "{'problem': 'constrained-decision-process', 'states': 2, 'actions': 1, 'discount': 0.5,"
            + " 'transitions': [[[0, 1]], [[1, 0]]], 'rewards': [[1], [2]], 'costs': [[[1], [0]]], 'limits': [3], 'initial': [1, 0]}";

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        NamedArray matrix = new NamedArray(new double[] {4, 1, 1, 2}, 2, 2);
        try (OutputStream out = Files.newOutputStream(folder.resolve("A.npy"))) {
            NpyFile.write(matrix, out);
        }
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        arrays.put("A", matrix);
        arrays.put("v", new NamedArray(new double[] {0.5, 0.5}, 2));
        arrays.put("labels", new NamedArray(new long[] {1, 0}, 2));
        try (OutputStream out = Files.newOutputStream(folder.resolve("f.npz"))) {
            NpzFile.write(arrays, out);
        }
        Files.writeString(folder.resolve("A.csv"), "4,1\n1,2\n");
        Files.writeString(folder.resolve("v.csv"), "v,w\n0.5,1\n0.5,0\n");
        Files.writeString(folder.resolve("A.mtx"), "%%MatrixMarket matrix array real general\n2 2\n4\n1\n1\n2\n");
        Files.writeString(folder.resolve("S.mtx"), "%%MatrixMarket matrix coordinate real general\n2 2 4\n2 2 2\n1 1 4\n1 2 1\n2 1 1\n");
        Files.writeString(folder.resolve("r.csv"), "home,away,score\na,b,2-1\n");
    }

    private Problem read(String document) throws IOException {
        Path file = Files.writeString(folder.resolve("p.problem.json"), document);
        return new ProblemDocumentReader().read(new PathSource(file)).problem();
    }

    private static String type(String document) {
        int from = document.indexOf("'problem': '") + "'problem': '".length();
        return document.substring(from, document.indexOf('\'', from));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'problem': 'fixed-point', 'operator': 'o', 'start': [], 'parameters': {'matrix': 'f.npz#A', 'deep': {'b': 'v.csv#v'}, 'n': 3}}",
        "{'problem': 'fixed-point', 'operator': 'o', 'start': 'f.npz#v', 'parameters': 'f.npz', 'contraction': 0.5, '$version': 1}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1, 2]}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1, 2], 'set': {'set': 'simplices', 'sizes': [1, 1]}}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1, 2], 'set': {'set': 'box', 'lower': ['-inf', 0],"
            + " 'upper': [3, 'inf']}, 'parameters': {'payoff': 'A.mtx'}}",
        "{'problem': 'matrix-game', 'payoff': [[1, -1], [-1, 1]], '$schema': 'matrix-game.schema.json'}",
        "{'problem': 'matrix-game', 'payoff': {'rows': 2, 'columns': 3, 'rowIndices': [1, 0], 'columnIndices': [2, 1], 'values': [3, 4]}}",
        "{'problem': 'matrix-game', 'payoff': 'S.mtx', 'rowNames': ['r', 's'], 'columnNames': ['c', 'd']}",
        "{'problem': 'saddle-point', 'functions': 'f', 'x': [1], 'y': [2, 3]}",
        "{'problem': 'saddle-point', 'functions': 'f', 'parameters': {'a': 1.5}, 'x': [1], 'y': 'f.npz#v',"
            + " 'primalSet': {'set': 'whole-space'}, 'dualSet': {'set': 'ball', 'center': [0, 0], 'radius': 1}}",
        "{'problem': 'feasibility', 'start': [1, 2], 'sets': [{'set': 'affine', 'matrix': 'S.mtx', 'rightSide': 'f.npz#v'},"
            + " {'set': 'named', 'projection': 'p', 'parameters': {'w': 'v.csv#w'}}, {'set': 'named', 'projection': 'q'}]}",
        "{'problem': 'risk-parity', 'covariance': 'A.csv'}",
        "{'problem': 'risk-parity', 'covariance': [[4, 1], [1, 2]], 'budgets': [0.25, 0.75], 'names': ['x', 'y']}",
        "{'problem': 'risk-parity', 'covariance': 'A.npy', 'budgets': [], 'names': []}",
        "{'problem': 'pairwise-comparisons', 'names': ['a', 'b'], 'first': [0], 'second': [1], 'wins': [2]}",
        "{'problem': 'pairwise-comparisons', 'names': ['a', 'b'], 'first': [], 'second': [], 'wins': [], 'ties': []}",
        "{'problem': 'pairwise-comparisons', 'names': ['a', 'b'], 'first': [0], 'second': [1], 'wins': [2], 'ties': [1],"
            + " 'tieRule': 'DAVIDSON', 'prior': 0.5}",
        "{'problem': 'pairwise-comparisons', 'results': 'r.csv', 'home': 'home', 'tieRule': 'IGNORE', 'where': {'away': 'b'}}",
        PROCESS,
        "{'problem': 'classification', 'features': 'f.npz#A', 'labels': 'f.npz#labels', 'classes': 2}",
        "{'problem': 'classification', 'features': [[1], [2]], 'labels': [0, 2], 'classes': 3, 'hidden': [4, 5], 'margin': 0.5}",
        "{'problem': 'metric-nearness', 'dissimilarities': [[0, 2], [2, 0]], 'weights': [[0, 3], [3, 0]]}",
        "{'problem': 'correlation-clustering', 'opinions': [[0, -1], [-1, 0]]}",
        "{'problem': 'wasserstein-dictionary', 'grid': {'cost': 'grid', 'axes': 1, 'axis0': [0, 1], 'exponent': 1},"
            + " 'distributions': [[0.5, 0.5]], 'atoms': 1, 'epsilon': 1}",
        "{'problem': 'gaussian-transport', 'source': {'mean': [0, 1], 'covariance': [[2, 1], [1, 2]], 'mass': 1},"
            + " 'target': {'mean': 'v.csv#v', 'covariance': 'A.npy'}}",
        "{'problem': 'gaussian-barycenter', 'measures': [{'mean': [0, 1], 'covariance': 'A.npy'}], 'weights': [1]}",
        "{'problem': 'free-support-barycenter', 'measures': [{'points': 'A.npy'}, {'points': 'A.csv'}], 'size': 3, 'epsilon': 1}",
        "{'problem': 'multi-marginal-transport', 'marginals': [{'weights': [0.5, 0.5]}, {'weights': [1]}],"
            + " 'costs': [[1], [2]], 'epsilon': 1}",
        "{'problem': 'low-rank-transport', 'source': {'points': 'A.npy'}, 'target': {'points': 'A.csv'}, 'rank': 2, 'epsilon': 0.5}",
        "{'problem': 'barycenter', 'histograms': [[0.5, 0.5], [1, 0]], 'points': 'A.npy', 'epsilon': 1}",
        "{'problem': 'barycenter', 'histograms': [[0.5, 0.5], [1, 0]], 'points': 'A.npy', 'epsilon': 0}",
        "{'problem': 'sinkhorn-divergence', 'source': {'points': 'A.npy'}, 'target': {'points': 'A.csv', 'weights': 'f.npz#v'},"
            + " 'epsilon': 0.5, 'cost': {'cost': 'distance', 'p': 2, 'exponent': 1}, 'epsilonUnit': 'MAX', 'penalty': 3}",
        "{'problem': 'doubly-stochastic', 'inputs': [[[1, 0], [0, 2]], [[0, 1], [1, 0]]], 'divergence': 'EUCLIDEAN'}",
        "{'problem': 'doubly-stochastic', 'inputs': 'A.npy'}",
        "{'problem': 'matrix-parametrisation', 'construction': 'SPECTRAL_SPHERE', 'size': 2, 'parameters': 'A.npy'}",
        "{'problem': 'transport-gradient', 'transport': {'source': 'f.npz#v', 'target': [1, 1], 'cost': 'A.npy', 'epsilon': 0.5,"
            + " 'unbalanced': 2}, 'cotangent': [[1, 0], [0, 1]]}",
        "{'problem': 'routing', 'scores': 'A.csv', 'expertsPerToken': 1, 'capacities': [1, 2]}",
        "{'problem': 'monge-gap', 'source': {'points': 'A.npy', 'weights': 'f.npz#v'}, 'images': 'A.csv', 'epsilon': 0.5,"
            + " 'cost': {'cost': 'distance', 'p': 1, 'exponent': 1}}",
        "{'problem': 'gromov-wasserstein', 'sourceDistances': [[0, 1], [1, 0]], 'targetDistances': [[0, 3], [3, 0]]}",
        "{'problem': 'gromov-wasserstein', 'sourceDistances': [[0, 1], [1, 0]], 'targetDistances': [[0]], 'source': 'f.npz#v',"
            + " 'target': [1], 'linearCost': [[1], [2]], 'alpha': 0.25, 'mass': 0.5, 'epsilon': 0.1}",
        "{'problem': 'smooth-minimisation', 'function': 'recurrence.rosenbrock', 'parameters': {'dimension': 2}, 'start': 'f.npz#v',"
            + " 'method': 'ADAM', 'step': 0.1, 'momentum': 0.5, 'secondMoment': 0, 'epsilon': 0}",
        "{'problem': 'diffusion-sampling', 'data': {'means': 'A.npy', 'variances': [[0.1], [0.2]]}, 'samples': 3, 'seed': 1}",
        "{'problem': 'diffusion-sampling', 'data': {'weights': [1], 'means': [[1, 2]], 'variances': [[0.1, 0.2]]}, 'start': 'A.csv',"
            + " 'schedule': 'COSINE', 'offset': 0.01, 'startTime': 0.9, 'times': [0.5, 0.01]}",
        "{'problem': 'affine-recurrence', 'transitions': 'A.npy', 'offsets': [[1, 2], [3, 4], [5, 6]]}",
        "{'problem': 'affine-recurrence', 'block': 1, 'transitions': [0.5, -1], 'offsets': 'A.csv', 'initialState': 'f.npz#v'}",
        "{'problem': 'recurrence', 'cell': 'logistic', 'parameters': {'rate': 3.2}, 'steps': 9, 'initialState': [0.2], 'keepEvery': 4}",
        "{'problem': 'recurrence', 'cell': 'diagonal', 'parameters': {'transition': 'f.npz#v', 'weight_ih': 'A.npy'}, 'input': 'A.csv',"
            + " 'readout_weight': [[1, 2]], 'readout_bias': [3]}",
        "{'problem': 'recurrence', 'cell': 'elman', 'weights': {'weight_ih_l0': [[1]], 'weight_hh_l0': [[0.5]]}, 'input': 'v.csv',"
            + " 'columns': ['w']}",
        "{'problem': 'recurrence', 'cell': 'euler', 'parameters': {'field': 'van-der-pol', 'step': 0.1, 'fieldParameters': {'mu': 2}},"
            + " 'batch': 2, 'steps': 3, 'initialState': [[1, 0], [0, 1]]}",
        "{'problem': 'recurrence', 'cell': 'midpoint-exponential', 'parameters': {'field': 'linear', 'step': 2.5, 'fieldParameters':"
            + " {'matrix': [[0, 1], [-1, 0]]}}, 'steps': 4, 'initialState': [1, 0]}",
        "{'problem': 'recurrence', 'layers': [{'cell': 'linear', 'parameters': {'transition': 'A.npy', 'weight_ih': 'A.npy'},"
            + " 'parametersBackward': {'transition': 'A.npy', 'weight_ih': 'A.npy'}}, {'cell': 'mine'}], 'input': 'A.npy'}",
        "{'problem': 'recurrence', 'cell': 'mine', 'signal': 'noise', 'signalParameters': {'seed': 7}, 'steps': 100, 'inputs': 2,"
            + " 'keepEvery': 10}",
        "{'problem': 'recurrence-gradient', 'recurrence': {'cell': 'elman', 'weights': {'weight_ih_l0': [[1]], 'weight_hh_l0': [[0.5]]},"
            + " 'input': [1, 2]}, 'target': [0.5, 0.25], 'firstStep': 1, 'forcing': {'weight': 0.5, 'states': [0.1, 0.2]}}",
        "{'problem': 'recurrence-gradient', 'recurrence': {'cell': 'diagonal', 'parameters': {'transition': 'f.npz#v'}, 'steps': 2},"
            + " 'cotangent': 'A.npy', 'forcing': {'states': 'A.csv'}}",
        "{'problem': 'recurrence-training', 'cell': 'gru', 'units': 2, 'input': 'A.npy', 'target': [1, 2], 'trainingSteps': 1,"
            + " 'windowLength': 1, 'epochs': 3, 'optimiser': 'SCHEDULE_FREE', 'goal': 0.1}",
        "{'problem': 'recurrence-training', 'layers': [{'cell': 'linear', 'parameters': {'transition': 'A.npy'}}], 'target': 'A.csv',"
            + " 'windowLength': 2, 'windows': 1, 'burnIn': 1, 'learningRate': 0.1, 'warmUp': 2, 'clip': 0, 'epochs': 1, 'forcing': 0.5}",
        "{'problem': 'perturbed-diagonalisation', 'matrix': 'A.npy'}",
        "{'problem': 'perturbed-diagonalisation', 'matrix': [[1, 2], [3, 4]], 'relativeSize': 0.001}",
        "{'problem': 'linear-attention', 'queries': 'A.npy', 'keys': 'A.csv', 'values': [[1], [2]], 'featureMap': 'RELU', 'normalised': false}",
        "{'problem': 'mixed-recurrence', 'transitions': [0.5, 0.25], 'offsets': 'A.npy'}",
        "{'problem': 'mixed-recurrence', 'transitions': 'A.npy', 'diagonal': 'f.npz#v', 'rank': 2, 'left': 'A.csv', 'right': 'A.csv',"
            + " 'offsets': [[1, 2], [3, 4]], 'initialState': [1, 2]}",
        "{'problem': 'implicit-state-space', 'gateWeight': 'A.npy', 'driveWeight': 'A.csv', 'driveInput': [[1], [2]], 'mixerState': 'A.npy',"
            + " 'mixerInput': [[1], [2]], 'mixerBias': 'f.npz#v', 'input': 'v.csv#v'}",
        "{'problem': 'equilibrium-sequence', 'equilibrium': {'layer': 'dense', 'weights': {'weight': 'A.npy'}, 'parameters':"
            + " {'activation': 'tanh'}, 'input': [[1, 2], [3, 4], [5, 6], [7, 8]], 'start': [1, 1]}, 'times': 2}",
        "{'problem': 'equilibrium-sequence', 'equilibrium': {'layer': 'scalar', 'parameters': {'map': 'exponential'}, 'input': [[1], [2]]},"
            + " 'times': 2, 'changes': [{'map': 'square-root'}, {}]}",
        "{'problem': 'equilibrium-training', 'layer': 'dense', 'units': 2, 'outputs': 1, 'seed': 3, 'parameters': {'activation': 'tanh'},"
            + " 'input': 'A.csv', 'loss': 'SQUARES', 'target': [[1], [2]], 'epochs': 2, 'batch': 1, 'jacobianPenalty': 0.1}",
        "{'problem': 'equilibrium-training', 'layer': 'monotone', 'parameters': {'factor': 'A.npy', 'margin': 0.5, 'activation': 'relu'},"
            + " 'readout_weight': [[1, 2], [3, 4]], 'input': 'A.npy', 'loss': 'CROSS_ENTROPY', 'target': [0, 1], 'folds': [0, 1],"
            + " 'optimiser': 'SCHEDULE_FREE', 'learningRate': 0.1, 'warmUp': 1, 'epochs': 2, 'clip': 0, 'fixed': ['factor'], 'goal': 0.5}",
        "{'problem': 'implicit-derivative', 'map': 'equilibrium.ridge-regression', 'parameters': {'features': 'A.npy', 'targets': [1, 2]},"
            + " 'x': 'f.npz#v', 'theta': [0.5], 'tangent': [1]}",
        "{'problem': 'implicit-derivative', 'map': 'm', 'x': [1, 2], 'theta': [3, 4], 'cotangent': 'A.csv', 'tangent': [[1, 0], [0, 1]]}",
        "{'problem': 'equilibrium', 'layer': 'dense', 'parameters': {'weight': 'A.npy', 'activation': 'tanh'}, 'input': 'A.csv'}",
        "{'problem': 'equilibrium', 'layer': 'monotone', 'parameters': {'activation': 'relu', 'margin': 0.5}, 'weights': {'l.factor':"
            + " 'f.npz#A', 'l.bias': 'f.npz#v', 'other': [1]}, 'prefix': 'l.', 'input': 'v.csv', 'columns': ['v', 'w'], 'start': [1, 2],"
            + " 'measure': 'RELATIVE'}",
        "{'problem': 'equilibrium', 'layer': 'hopfield', 'parameters': {'patterns': 'A.npy', 'beta': 3}, 'start': [[1, 2], [3, 4], [0, 1]]}",
        "{'problem': 'equilibrium', 'layer': 'mine', 'parameters': 'f.npz', 'batch': 3}",
        "{'problem': 'equilibrium-gradient', 'equilibrium': {'layer': 'dense', 'weights': {'weight': 'A.npy'}, 'parameters':"
            + " {'activation': 'relu'}, 'input': 'f.npz#A'}, 'cotangent': [[1, 2], [3, 4]]}",
        "{'problem': 'lipschitz-bound', 'layer': 'dense', 'parameters': {'weight': 'A.npy', 'activation': 'relu'}, 'center': [0, 1],"
            + " 'radius': 0.5}",
        "{'problem': 'lipschitz-bound', 'layer': 'monotone', 'parameters': {'factor': 'A.npy', 'margin': 1, 'activation': 'tanh'},"
            + " 'center': [0, 1], 'radius': [1, 2], 'input': 'f.npz#v', 'inputRadius': 0.25, 'steps': 3, 'norm': 'EUCLIDEAN'}",
        "{'problem': 'digit-routine', 'base': 10, 'digits': 4, 'start': 3524}"})
    void whatIsReadHasTheFormOfTheSchemaAndIsWrittenSo(String document) throws IOException {
        String json = document.replace('\'', '"');
        Schema schema = Schema.of(type(document));
        assertTrue(schema.accepts(json));
        Problem problem = read(json);
        assertEquals(type(document), problem.type());
        Path written = folder.resolve("w.problem.json");
        ResultFormats.write(problem.toRecord(), written);
        assertTrue(schema.accepts(Files.readString(written)), Files.readString(written));
        assertEquals(problem, read(Files.readString(written)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryFormat.write(problem.toRecord(), bytes);
        DataRecord record = BinaryFormat.read(new ByteArrayInputStream(bytes.toByteArray()));
        ProblemType<?, ?> type = StandardProblems.types().stream().filter(one -> one.name().equals(problem.type())).findFirst()
                .orElseThrow();
        assertEquals(problem, type.problem(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'problem': 'fixed-point', 'operator': 'o', 'start': [1], 'contraction': 1.5}",
        "{'problem': 'fixed-point', 'operator': 'o', 'start': [1], 'parameters': [1]}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1], 'set': 'box'}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1], 'set': {'set': 'cone'}}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1], 'set': {'sizes': [1]}}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1], 'set': {'set': 'simplices', 'sizes': [1], 'size': 1}}",
        "{'problem': 'monotone-inclusion', 'operator': 'o', 'start': [1], 'set': {'set': 'simplices', 'sizes': [0.5]}}",
        "{'problem': 'monotone-inclusion', 'operator': 'o'}",
        "{'problem': 'matrix-game', 'payoff': 3}",
        "{'problem': 'matrix-game', 'payoff': [1, 2]}",
        "{'problem': 'matrix-game', 'payoff': [[1, 2]], 'payout': 3}",
        "{'problem': 'matrix-game', 'payoff': {'rows': 1, 'columns': 1}}",
        "{'problem': 'saddle-point', 'functions': 'f', 'x': [1]}",
        "{'problem': 'saddle-point', 'functions': 'f', 'x': [1], 'y': [1], 'dualSet': {'set': 'ball', 'center': [0], 'radius': -1}}",
        "{'problem': 'feasibility', 'start': [1], 'sets': {'set': 'whole-space'}}",
        "{'problem': 'feasibility', 'start': [1], 'sets': [{'set': 'box', 'lower': [1]}]}",
        "{'problem': 'risk-parity', 'covariance': [[1]], 'budget': [1]}",
        "{'problem': 'risk-parity', 'covariance': {'rows': 1, 'columns': 1, 'rowIndices': [0], 'columnIndices': [0], 'values': [1]}}",
        "{'problem': 'pairwise-comparisons', 'names': ['a', 'b'], 'first': [0], 'second': [1]}",
        "{'problem': 'pairwise-comparisons', 'names': ['a', 'b'], 'first': [0], 'second': [1], 'wins': [1], 'tieRule': 'half'}",
        "{'problem': 'pairwise-comparisons', 'names': ['a', 'b'], 'first': [0], 'second': [1], 'wins': [1], 'prior': -1}",
        "{'problem': 'pairwise-comparisons', 'results': 'r.csv', 'names': ['a', 'b']}",
        "{'problem': 'pairwise-comparisons', 'results': 'r.txt'}",
        "{'problem': 'constrained-decision-process', 'states': 2}",
        "{'problem': 'classification', 'features': [[1]], 'labels': [0], 'classes': 1}",
        "{'problem': 'classification', 'features': [[1]], 'labels': [0.5], 'classes': 2}",
        "{'problem': 'doubly-stochastic', 'inputs': 3}",
        "{'problem': 'doubly-stochastic', 'inputs': [[1]], 'divergence': 'BREGMAN'}",
        "{'problem': 'matrix-parametrisation', 'construction': 'SPECTRAL_SPHERE', 'size': 0, 'parameters': [[1]]}",
        "{'problem': 'transport-gradient', 'cotangent': [[1]]}",
        "{'problem': 'routing', 'scores': [[1]], 'expertsPerToken': 0}",
        "{'problem': 'monge-gap', 'source': {'points': [[1]]}}",
        "{'problem': 'monge-gap', 'source': {'points': [[1]]}, 'images': [[2]], 'epsilon': -1}",
        "{'problem': 'gromov-wasserstein', 'sourceDistances': [[0]]}",
        "{'problem': 'barycenter', 'histograms': [[1]], 'points': [[0]], 'epsilon': -1}",
        "{'problem': 'gromov-wasserstein', 'sourceDistances': [[0]], 'targetDistances': [[0]], 'mass': 0}",
        "{'problem': 'smooth-minimisation', 'function': 'recurrence.rosenbrock', 'start': [1, 1], 'method': 'NEWTON', 'step': 1}",
        "{'problem': 'smooth-minimisation', 'function': 'recurrence.rosenbrock', 'start': [1, 1], 'method': 'ADAM', 'step': 0}",
        "{'problem': 'diffusion-sampling', 'data': {'means': [[1]], 'variances': [[1]]}}",
        "{'problem': 'diffusion-sampling', 'data': {'means': [[1]]}, 'samples': 1}",
        "{'problem': 'affine-recurrence', 'transitions': [1]}",
        "{'problem': 'affine-recurrence', 'block': 0, 'transitions': [1], 'offsets': [[1]]}",
        "{'problem': 'recurrence', 'input': [1]}",
        "{'problem': 'recurrence', 'cell': 'logistic', 'parameters': {'rate': 3}, 'steps': 0}",
        "{'problem': 'recurrence', 'cell': 'logistic', 'parameters': {'rate': 3}, 'steps': 4, 'keepEvery': 0}",
        "{'problem': 'recurrence', 'cell': 'logistic', 'parameters': {'rate': 3}, 'steps': 4, 'keep': 2}",
        "{'problem': 'recurrence', 'cell': 'gru', 'weights': 'A.npy', 'input': [1]}",
        "{'problem': 'recurrence-gradient', 'recurrence': {'cell': 'logistic', 'parameters': {'rate': 3}, 'steps': 2}}",
        "{'problem': 'recurrence-gradient', 'recurrence': {'cell': 'logistic', 'parameters': {'rate': 3}, 'steps': 1}, 'target': [1],"
            + " 'cotangent': [1]}",
        "{'problem': 'recurrence-training', 'cell': 'gru', 'units': 2, 'input': [1, 2], 'target': [1, 2], 'epochs': 3}",
        "{'problem': 'recurrence-training', 'cell': 'gru', 'units': 2, 'input': [1], 'target': [1], 'windowLength': 1, 'epochs': 0}",
        "{'problem': 'perturbed-diagonalisation', 'matrix': [[1]], 'relativeSize': 1}",
        "{'problem': 'perturbed-diagonalisation', 'relativeSize': 0}",
        "{'problem': 'linear-attention', 'queries': [[1]], 'keys': [[1]]}",
        "{'problem': 'linear-attention', 'queries': [[1]], 'keys': [[1]], 'values': [[1]], 'featureMap': 'SOFTMAX'}",
        "{'problem': 'mixed-recurrence', 'offsets': [[1]]}",
        "{'problem': 'mixed-recurrence', 'transitions': [1], 'rank': -1, 'offsets': [[1]]}",
        "{'problem': 'implicit-state-space', 'gateWeight': [[1]], 'driveWeight': [[1]], 'driveInput': [[1]], 'mixerState': [[1]],"
            + " 'input': [[1]]}",
        "{'problem': 'equilibrium-sequence', 'equilibrium': {'layer': 'scalar', 'parameters': {'map': 'cosine'}, 'batch': 2}}",
        "{'problem': 'equilibrium-sequence', 'equilibrium': {'layer': 'scalar', 'parameters': {'map': 'cosine'}, 'batch': 2}, 'times': 0}",
        "{'problem': 'equilibrium-training', 'layer': 'dense', 'units': 2, 'parameters': {'activation': 'tanh'}, 'input': [[1]],"
            + " 'loss': 'SQUARES', 'target': [[1]], 'epochs': 2}",
        "{'problem': 'equilibrium-training', 'layer': 'dense', 'units': 2, 'outputs': 1, 'parameters': {'activation': 'tanh'},"
            + " 'input': [[1]], 'loss': 'ABSOLUTE', 'target': [[1]], 'epochs': 2}",
        "{'problem': 'implicit-derivative', 'map': 'm', 'x': [1, 2], 'theta': [3]}",
        "{'problem': 'implicit-derivative', 'x': [1, 2], 'theta': [3], 'tangent': [1]}",
        "{'problem': 'implicit-derivative', 'map': 'm', 'x': 'x.txt', 'theta': [3], 'tangent': [1]}",
        "{'problem': 'equilibrium', 'parameters': {'map': 'cosine'}}",
        "{'problem': 'equilibrium', 'layer': 'scalar', 'parameters': {'map': 'cosine'}, 'measure': 'EUCLIDEAN'}",
        "{'problem': 'equilibrium', 'layer': 'scalar', 'parameters': {'map': 'cosine'}, 'batch': 0}",
        "{'problem': 'equilibrium', 'layer': 'scalar', 'parameters': {'map': 'cosine'}, 'inputs': [1]}",
        "{'problem': 'equilibrium', 'layer': 'dense', 'parameters': {'activation': 'tanh'}, 'weights': 'A.npy'}",
        "{'problem': 'equilibrium-gradient', 'equilibrium': {'layer': 'scalar', 'parameters': {'map': 'cosine'}}}",
        "{'problem': 'lipschitz-bound', 'layer': 'hopfield', 'parameters': {'patterns': [[1]], 'beta': 1}, 'center': [0], 'radius': 1}",
        "{'problem': 'lipschitz-bound', 'layer': 'dense', 'parameters': {'weight': [[1]], 'activation': 'relu'}, 'center': [0]}",
        "{'problem': 'lipschitz-bound', 'layer': 'dense', 'parameters': {'weight': [[1]], 'activation': 'relu'}, 'center': [0],"
            + " 'radius': -1}",
        "{'problem': 'digit-routine', 'base': 1, 'digits': 4, 'start': 3}",
        "{'problem': 'digit-routine', 'base': 10, 'digits': 4}",
        "{'problem': 'digit-routine', 'base': 10, 'digits': 4, 'start': 7, 'end': 8}"})
    void theReaderRefusesWhatTheSchemaRefuses(String document) throws IOException {
        String json = document.replace('\'', '"');
        assertThrows(ProblemFormatException.class, () -> read(json));
        assertFalse(Schema.of(type(document)).accepts(json));
    }

    @Test
    void theExamplesOfTheReadmeHaveTheFormOfTheirSchemas() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("```json") + "```json".length();
        String[] examples = readme.substring(from, readme.indexOf("```", from)).strip().split("\n\n");
        Set<String> types = new TreeSet<>();
        for (String example : examples) {
            String type = type(example.replace('"', '\''));
            assertTrue(Schema.of(type).accepts(example), example);
            types.add(type);
        }
        assertEquals(new TreeSet<>(StandardProblems.types().stream().map(ProblemType::name).toList()), types);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "matrix-game|`payoff`: [[1]],~ `payout`: 3|:2: field payout of matrix-game is unknown; expected one of [columnNames, payoff",
        "risk-parity|`covariance`: [[1]],~ `budget`: [1]|:2: field budget of risk-parity is unknown; expected one of [budgets, cova",
        "monotone-inclusion|`operator`: `o`, `start`: [1],~ `set`: {`set`: `cone`}|:2: field set of monotone-inclusion is a set of kind '",
        "monotone-inclusion|`operator`: `o`, `start`: [1],~ `set`: {`set`: `ball`, `centre`: [1]}|:2: field set of monotone-inclusion has",
        "monotone-inclusion|`operator`: `o`, `start`: [1], `set`: {`set`: `simplices`, `sizes`: [2]}|: the set has dimension 2; expected 1",
        "feasibility|`start`: [1], `sets`: []|: sets: expected at least one",
        "digit-routine|`digits`: 4, `start`: 7,~ `base`: 9999999999|:2: field base of digit-routine is 9999999999; expected at most 2147",
        "classification|`features`: [[1]], `classes`: 2,~ `labels`: [0.5]|:2: field labels of classification has 0.5; expected integers",
        "matrix-game|~ `payoff`: `q.npy`|:2: 'q.npy': there is no such file beside the document",
        "fixed-point|`operator`: `o`, `start`: [1], `parameters`: {~ `a`: `q.npy`}|:2: 'q.npy': there is no such file beside the document"})
    void refusalsNameThePlace(String type, String fields, String message) {
        String json = "{\"problem\": \"" + type + "\", " + fields.replace('`', '"').replace('~', '\n') + "}";
        String refusal = assertThrows(ProblemFormatException.class, () -> read(json)).getMessage();
        assertTrue(refusal.startsWith("p.problem.json" + message), refusal);
    }

    private static Stream<String> matrices() {
        return Stream.of("[[4, 1], [1, 2]]", "\"A.npy\"", "\"f.npz#A\"", "\"A.csv\"", "\"A.mtx\"", "\"S.mtx\"",
                "{\"rows\": 2, \"columns\": 2, \"rowIndices\": [0, 1, 0, 1], \"columnIndices\": [0, 0, 1, 1], \"values\": [4, 1, 1, 2]}",
                "{\"rows\": 2, \"columns\": 2, \"columnStarts\": [0, 2, 4], \"rowIndices\": [0, 1, 0, 1], \"values\": [4, 1, 1, 2]}");
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void matricesAreReadFromAnyKindOfFile(String matrix) throws IOException {
        String json = "{\"problem\": \"matrix-game\", \"payoff\": " + matrix + "}";
        assertTrue(Schema.of("matrix-game").accepts(json));
        MatrixGame game = (MatrixGame) read(json);
        assertEquals(4, game.payoff().get(0, 0));
        assertEquals(1, game.payoff().get(0, 1));
        assertEquals(2, game.payoff().get(1, 1));
        assertEquals(matrix.contains("S.mtx") || matrix.contains("rows"), game.payoff() instanceof DMatrixSparseCSC);
        FeasibilityProblem affine = (FeasibilityProblem) read("{\"problem\": \"feasibility\", \"start\": [0, 0], \"sets\": "
                + "[{\"set\": \"affine\", \"matrix\": " + matrix + ", \"rightSide\": [1, 1]}]}");
        assertEquals(2, ((ConvexSet.AffineSet) affine.sets().get(0)).matrix().get(1, 1));
    }

    @Test
    void theFieldsArriveWhereTheyBelong() throws IOException {
        FixedPointProblem point = (FixedPointProblem) read(("{'problem': 'fixed-point', 'operator': 'o', 'start': [1], 'contraction': 0.25,"
                + " 'parameters': {'matrix': 'S.mtx', 'deep': {'b': 'v.csv#v'}, 'n': 3, 'name': 'x'}}").replace('\'', '"'));
        assertEquals(0.25, point.contraction());
        assertEquals(3, point.parameters().integer("n"));
        assertEquals("x", point.parameters().text("name"));
        assertEquals(0.5, point.parameters().record("deep").doubles("b")[1]);
        assertEquals(2, point.parameters().record("matrix").integer("rows"));
        ConstrainedDecisionProcess process = (ConstrainedDecisionProcess) read(PROCESS.replace('\'', '"'));
        assertEquals(List.of(0.0, 1.0, 1.0, 0.0), Arrays.stream(process.transitions()).boxed().toList());
        assertEquals(new RiskParityProblem(new DMatrixRMaj(new double[][] {{4, 1}, {1, 2}}), new double[] {0.5, 0.5}, List.of()),
                read("{\"problem\": \"risk-parity\", \"covariance\": \"A.csv\"}"));
        assertEquals(new DigitRoutine(10, 4, 3524), read("{\"problem\": \"digit-routine\", \"base\": 10, \"digits\": 4, \"start\": 3524}"));
        assertEquals(new ClassificationProblem(new DMatrixRMaj(new double[][] {{4, 1}, {1, 2}}), new int[] {1, 0}, 2, new int[0], 1),
                read("{\"problem\": \"classification\", \"features\": \"A.npy\", \"labels\": \"f.npz#labels\", \"classes\": 2}"));
        assertEquals(new PairwiseComparisons(List.of("a", "b"), new int[] {0}, new int[] {1}, new double[] {1}, new double[1],
                TieRule.HALF, 0), read("{\"problem\": \"pairwise-comparisons\", \"results\": \"r.csv\"}"));
        assertEquals(new MonotoneInclusion("o", new ConvexSet.WholeSpace(), new double[] {1}),
                read("{\"problem\": \"monotone-inclusion\", \"operator\": \"o\", \"start\": [1]}"));
        SaddleProblem saddle = (SaddleProblem) read("{\"problem\": \"saddle-point\", \"functions\": \"f\", \"x\": [1], \"y\": [2, 3],"
                + " \"primalSet\": {\"set\": \"simplices\", \"sizes\": [1]}}");
        assertTrue(saddle.primalSet() instanceof ConvexSet.Simplices && saddle.dualSet() instanceof ConvexSet.WholeSpace);
    }
}
