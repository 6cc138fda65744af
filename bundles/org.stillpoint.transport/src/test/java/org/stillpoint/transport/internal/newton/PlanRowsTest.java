package org.stillpoint.transport.internal.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.kernel.DenseRows;

/** Rows of plans, kept as runs or as single entries, and the segments that costs tell to be empty. */
class PlanRowsTest {

    private static final int ROWS = 20;
    private static final int COLUMNS = 205;
    private static final double LEAST = 1e-3;

    private final double[] potentials = new Random(5).doubles(COLUMNS).toArray();

    private static CostFloors floors(double[] costs) {
        return new CostFloors(new DenseRows(costs, ROWS, COLUMNS, new ThreadTeam(Runnable::run, 1), () -> true));
    }

    private double[] largestPotentials(CostFloors floors) {
        double[] largest = new double[floors.perRow];
        for (int segment = 0; segment < largest.length; segment++) {
            largest[segment] = Arrays.stream(potentials, segment * CostFloors.WIDTH, floors.end(segment)).max().orElseThrow();
        }
        return largest;
    }

    /** Costs that are small near the diagonal only. */
    private static double[] banded() {
        double[] costs = new double[ROWS * COLUMNS];
        for (int k = 0; k < costs.length; k++) {
            costs[k] = Math.abs(k % COLUMNS - k / COLUMNS * COLUMNS / ROWS) * 0.5;
        }
        return costs;
    }

    private static double[] scattered() {
        Random random = new Random(6);
        return random.doubles(ROWS * COLUMNS).map(x -> x < 0.02 ? 1 : 30).toArray();
    }

    @Test
    void segmentsWithLargeDifferencesAreFound() {
        double[] costs = banded();
        CostFloors floors = floors(costs);
        double[] largest = largestPotentials(floors);
        RowRuns found = new RowRuns(floors);
        double bound = -9;
        int left = 0;
        for (int row = 0; row < ROWS; row++) {
            found.find(row, largest, bound);
            boolean[] inside = new boolean[COLUMNS];
            for (int run = 0; run < found.count; run++) {
                Arrays.fill(inside, found.from(run), found.from(run) + found.length(run), true);
            }
            double above = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < COLUMNS; j++) {
                double difference = potentials[j] - costs[row * COLUMNS + j];
                above = Math.max(above, difference);
                assertTrue(inside[j] || difference < bound);
                left += inside[j] ? 0 : 1;
            }
            assertTrue(floors.largestDifference(row, largest) >= above);
        }
        assertTrue(left > ROWS * COLUMNS / 2, () -> "nothing is gained");
    }

    @Test
    void notANumberIsNeverPassedOver() {
        CostFloors floors = floors(banded());
        double[] largest = largestPotentials(floors);
        largest[3] = Double.NaN;
        RowRuns found = new RowRuns(floors);
        found.find(0, largest, 1e9);
        assertEquals(1, found.count);
        assertEquals(3, found.first[0]);
    }

    @Test
    void rowsWithLargeEntriesSideBySideAreRuns() {
        assertTrue(compare(banded()).together(1));
    }

    @Test
    void rowsWithLargeEntriesFarApartAreSingleEntries() {
        assertFalse(compare(scattered()).together(1));
    }

    /** Compares products with those of the entries, where large ones are all there, and others are if the row is kept as runs. */
    private PlanRows compare(double[] costs) {
        CostFloors floors = floors(costs);
        double[] largest = largestPotentials(floors);
        RowRuns found = new RowRuns(floors);
        PlanRows kept = new PlanRows(0, ROWS);
        double[][] plan = new double[ROWS][COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < COLUMNS; j++) {
                plan[row][j] = Math.exp(potentials[j] - costs[row * COLUMNS + j]);
            }
            found.find(row, largest, Math.log(LEAST) - 1);
            found.findLargest(plan[row], 0);
            kept.keep(plan[row], 0, found, LEAST, 2);
        }
        double[] x = new Random(7).doubles(COLUMNS).toArray();
        double[] unit = new double[COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            double[] entries = new double[COLUMNS];
            double[] squares = new double[COLUMNS];
            kept.add(row, 1, entries);
            kept.addSquares(row, 3, squares);
            double product = 0;
            double sum = 0;
            for (int j = 0; j < COLUMNS; j++) {
                double entry = 2 * plan[row][j];
                boolean large = plan[row][j] > LEAST;
                assertEquals(large || kept.together(row) && entries[j] != 0 ? entry : 0, entries[j], 1e-15 * entry);
                unit[j] = 3 * entries[j] * entries[j];
                product += entries[j] * x[j];
                sum += entries[j];
            }
            assertArrayEquals(unit, squares, 1e-14);
            assertEquals(product, kept.product(row, x), 1e-13);
            assertEquals(sum, kept.sums[row], 1e-13);
        }
        return kept;
    }
}
