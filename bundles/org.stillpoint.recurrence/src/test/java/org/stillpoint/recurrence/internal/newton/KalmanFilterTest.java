package org.stillpoint.recurrence.internal.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.run.Stretch;

/** The filter in terms of corrections against the filter as it is written in books, sequentially and as a parallel scan. */
class KalmanFilterTest {

    private static final int STEPS = 60;

    private final Random random = new Random(7);

    /** An element of the parallel filter of a scalar model (Saerkkae and Garcia-Fernandez 2021). */
    private record Element(double a, double b, double c, double eta, double j) {

        /** The composition with a later element. */
        Element then(Element later) {
            double d = 1 + c * later.j;
            return new Element(a * later.a / d, later.a * (c * later.eta + b) / d + later.b, c * later.a * later.a / d + later.c,
                    a * (later.eta - later.j * b) / d + eta, later.j * a * a / d + j);
        }

        static Element of(double f, double b, double y, double variance) {
            double k = 1 / (1 + variance);
            return new Element((1 - k) * f, b + k * (y - b), 1 - k, f * k * (y - b), f * f * k);
        }
    }

    /** A tile of a cell, evaluated at states that are not the solution. */
    private Tile tile(Cell cell, int steps) {
        double[] input = random.doubles((long) steps * cell.shape().input(), -2, 2).toArray();
        Stretch stretch = Stretch.of(cell, 1, steps, input, random.doubles(cell.shape().state(), -1, 1).toArray());
        System.arraycopy(random.doubles(stretch.states.length, -1, 1).toArray(), 0, stretch.states, 0, stretch.states.length);
        Tile tile = new Tile(cell, steps);
        tile.load(stretch, 0, 0, steps);
        tile.copyStates(stretch, 0, 0, steps);
        tile.evaluate(true);
        return tile;
    }

    private static double[] states(Tile tile) {
        double[] states = new double[tile.size * tile.count];
        for (int k = 0; k < tile.size; k++) {
            for (int t = 0; t < tile.count; t++) {
                states[k * tile.count + t] = tile.state(k, t);
            }
        }
        return states;
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * Math.max(1, Math.abs(expected[i])), "value " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 0.01, 1, 100})
    void scalarFilterSequentialAndAsAScan(double lambda) {
        Tile tile = tile(Trials.scalarParaGru(1, -0.8, 0.9), STEPS);
        double variance = 1 / lambda;
        double mean = tile.before[0];
        double start = mean;
        double p = 0;
        double[] sequential = new double[STEPS];
        double[] scanned = new double[STEPS];
        Element all = null;
        for (int t = 0; t < STEPS; t++) {
            double f = tile.jacobian[t];
            double b = tile.next[t] - f * tile.before[t];
            double y = tile.state(0, t);
            double predicted = f * mean + b;
            double predictedVariance = f * f * p + 1;
            double gain = predictedVariance / (predictedVariance + variance);
            mean = predicted + gain * (y - predicted);
            p = (1 - gain) * predictedVariance;
            sequential[t] = mean;
            double first = f * start + b;
            Element element = t > 0 ? Element.of(f, b, y, variance)
                    : new Element(0, first + (y - first) / (1 + variance), 1 - 1 / (1 + variance), 0, 0);
            all = all == null ? element : all.then(element);
            scanned[t] = all.b;
        }
        KalmanFilter filter = new KalmanFilter(JacobianStructure.DIAGONAL, 1, false, 0, () -> true);
        filter.lambda(lambda);
        filter.begin(false);
        filter.advance(tile, 0);
        assertClose(sequential, states(tile), 1e-13);
        assertClose(scanned, states(tile), 1e-13);
    }

    @Test
    void theCompositionIsAssociative() {
        for (int trial = 0; trial < 100; trial++) {
            Element[] e = new Element[3];
            Arrays.setAll(e, i -> Element.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(),
                    0.1 + random.nextDouble()));
            Element left = e[0].then(e[1]).then(e[2]);
            Element right = e[0].then(e[1].then(e[2]));
            double[] one = {left.a, left.b, left.c, left.eta, left.j};
            assertClose(one, new double[] {right.a, right.b, right.c, right.eta, right.j}, 1e-13);
        }
    }

    /** Several components: the filter of the book with matrices. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 20})
    void matrixFilter(double lambda) {
        int size = 3;
        Cell cell = Trials.cell(StandardCell.ELMAN, Trials.parameters().array("weight_ih", new NamedArray(new double[] {1, 0.5, -1}, 3, 1))
                .array("weight_hh", new NamedArray(random.doubles(9, -0.9, 0.9).toArray(), 3, 3)));
        Tile tile = tile(cell, STEPS);
        DMatrixRMaj p = new DMatrixRMaj(size, size);
        double[] mean = {tile.before[0], tile.before[STEPS], tile.before[2 * STEPS]};
        double[] expected = new double[size * STEPS];
        for (int t = 0; t < STEPS; t++) {
            DMatrixRMaj f = new DMatrixRMaj(size, size);
            double[] predicted = new double[size];
            for (int i = 0; i < size; i++) {
                predicted[i] = tile.next[i * STEPS + t];
                for (int j = 0; j < size; j++) {
                    f.set(i, j, tile.jacobian[(i * size + j) * STEPS + t]);
                    predicted[i] += f.get(i, j) * (mean[j] - tile.before[j * STEPS + t]);
                }
            }
            DMatrixRMaj fp = new DMatrixRMaj(size, size);
            DMatrixRMaj predictedVariance = CommonOps_DDRM.identity(size);
            CommonOps_DDRM.mult(f, p, fp);
            CommonOps_DDRM.multAddTransB(fp, f, predictedVariance);
            DMatrixRMaj inverse = predictedVariance.copy();
            for (int i = 0; i < size; i++) {
                inverse.add(i, i, 1 / lambda);
            }
            assertTrue(CommonOps_DDRM.invert(inverse));
            DMatrixRMaj gain = new DMatrixRMaj(size, size);
            CommonOps_DDRM.mult(predictedVariance, inverse, gain);
            for (int i = 0; i < size; i++) {
                mean[i] = predicted[i];
                for (int j = 0; j < size; j++) {
                    mean[i] += gain.get(i, j) * (tile.state(j, t) - predicted[j]);
                }
                expected[i * STEPS + t] = mean[i];
            }
            CommonOps_DDRM.mult(gain, predictedVariance, fp);
            CommonOps_DDRM.subtract(predictedVariance, fp, p);
        }
        KalmanFilter filter = new KalmanFilter(cell.jacobianStructure(), size, false, 0, () -> true);
        filter.lambda(lambda);
        filter.begin(false);
        filter.advance(tile, 0);
        assertClose(expected, states(tile), 1e-12);
    }

    @Test
    void withoutObservationsItIsNewtonsStep() {
        Cell[] cells = {Trials.scalarParaGru(1, -0.8, 0.9),
            Trials.cell(StandardCell.ELMAN, Trials.parameters().array("weight_ih", new NamedArray(new double[] {1, 0.5, -1}, 3, 1))
                    .array("weight_hh", new NamedArray(random.doubles(9, -0.9, 0.9).toArray(), 3, 3)))};
        for (Cell cell : cells) {
            Tile tile = tile(cell, STEPS);
            int size = cell.shape().state();
            tile.keep();
            StateUpdate newton = new Substitution(cell.jacobianStructure(), size, false, 0);
            newton.begin(false);
            newton.advance(tile, 0);
            double[] expected = states(tile);
            tile.restore(-1);
            for (double lambda : new double[] {0, 1e-12}) {
                tile.restore(-1);
                KalmanFilter filter = new KalmanFilter(cell.jacobianStructure(), size, false, 0, () -> true);
                filter.lambda(lambda);
                filter.begin(lambda == 0);
                filter.advance(tile, 0);
                assertClose(expected, states(tile), 1e-8);
            }
        }
    }

    /** The step by substitution, for one, two and three parts, against the definition. */
    @Test
    void substitutionFollowsItsDefinition() {
        int part = 2;
        for (int parts = 1; parts <= 3; parts++) {
            int size = parts * part;
            Cell cell = Cells.of(new BlockCell(parts, part));
            for (int steps : new int[] {1, 2, 3, 17}) {
                for (boolean diagonal : new boolean[] {false, true}) {
                    Tile tile = tile(cell, steps);
                    double[] d = new double[size];
                    double[] expected = new double[size * steps];
                    for (int t = 0; t < steps; t++) {
                        double[] following = new double[size];
                        for (int k = 0; k < size; k++) {
                            double correction = 0;
                            for (int q = 0; q < parts; q++) {
                                if (!diagonal || q == k / part) {
                                    int row = (k / part * parts + q) * part + k % part;
                                    correction += 0.7 * tile.jacobian[row * steps + t] * d[q * part + k % part];
                                }
                            }
                            expected[k * steps + t] = tile.next[k * steps + t] + correction;
                            following[k] = tile.next[k * steps + t] - tile.state(k, t) + correction;
                        }
                        d = following;
                    }
                    Substitution update = new Substitution(cell.jacobianStructure(), size, diagonal, 0.3);
                    update.begin(false);
                    update.advance(tile, 0);
                    assertClose(expected, states(tile), 1e-14);
                    assertTrue(update.isFinite());
                }
            }
        }
    }
}
