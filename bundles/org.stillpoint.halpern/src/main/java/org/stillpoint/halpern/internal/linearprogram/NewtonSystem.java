package org.stillpoint.halpern.internal.linearprogram;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.sparse.SparseCholesky;

/**
 * The linear system of a Newton step, (A_F A_F' / rho + D) dy = g, in augmented form
 *
 * <pre>
 *   ( rho I   A_F' ) ( u  )   ( 0  )
 *   ( A_F     -D   ) ( dy ) = ( -g ).
 * </pre>
 *
 * The matrix is quasidefinite and can be eliminated in every order: all columns first gives the m by m system above, all rows first
 * the one of the order of F. Minimum degree on the augmented pattern mixes the two and takes the better for each row and
 * column, which on real programs needs far less work than the better of both sides.
 *
 * <p>F changes from step to step. An order is kept until the work that it costs in excess of the first factorisation adds up to
 * that of finding a new one.
 */
final class NewtonSystem {

    /** The work of finding an order, for each entry and row of the matrix. */
    private static final double ORDERING_FLOPS = 500;

    private final ScaledProgram program;
    private final double mostFlops;
    private final QuasidefiniteFactor factor = new QuasidefiniteFactor();
    /** All columns j as j, and all rows i as n + i, in order of elimination. */
    private final int[] sequence;
    /** The place of each of them in the matrix, or -1 for columns that are not in F. */
    private final int[] places;
    private final boolean[] factorised;
    private final double[] diagonal;
    private final double[] solution;
    private boolean ordered;
    private boolean declined;
    private double orderingFlops;
    private double flopsWhenOrdered;
    /** The excess that is still borne. */
    private double patience;
    private double flops;

    /** A system in which a factorisation of more than this work is declined. */
    NewtonSystem(ScaledProgram program, double mostFlops) {
        this.program = program;
        this.mostFlops = mostFlops;
        int size = program.columns + program.rows;
        sequence = new int[size];
        places = new int[size];
        factorised = new boolean[program.columns];
        diagonal = new double[size];
        solution = new double[size];
    }

    /** Whether the last factorisation was declined because it would have taken too much work. */
    boolean declined() {
        return declined;
    }

    /** The work done so far. */
    double flops() {
        return flops;
    }

    /** Factorises the matrix; false if it is declined, not quasidefinite to rounding, or the time is up. */
    boolean factorise(boolean[] free, boolean[] inside, double rho, double delta, BooleanSupplier goesOn) {
        declined = !(ordered && Arrays.equals(free, factorised)) && !analyse(free);
        if (declined) {
            ordered = false;
            return false;
        }
        for (int column = 0; column < free.length; column++) {
            if (free[column]) {
                diagonal[places[column]] = rho;
            }
        }
        for (int row = 0; row < program.rows; row++) {
            diagonal[places[program.columns + row]] = -(inside[row] ? delta + 1 / rho : delta);
        }
        flops += factor.flops();
        return factor.factorise(diagonal, goesOn);
    }

    /** Solves for the direction that belongs to a gradient. */
    void solve(double[] gradient, double[] direction) {
        Arrays.fill(solution, 0, factor.order(), 0);
        for (int row = 0; row < gradient.length; row++) {
            solution[places[program.columns + row]] = -gradient[row];
        }
        factor.solve(solution);
        for (int row = 0; row < direction.length; row++) {
            direction[row] = solution[places[program.columns + row]];
        }
    }

    private boolean analyse(boolean[] free) {
        System.arraycopy(free, 0, factorised, 0, free.length);
        if (ordered) {
            assemble(free);
            if (factor.analyse(Math.min(mostFlops, flopsWhenOrdered + patience))) {
                patience -= Math.max(0, factor.flops() - flopsWhenOrdered);
                return true;
            }
        }
        if (!order(free)) {
            return false;
        }
        assemble(free);
        ordered = factor.analyse(mostFlops);
        flopsWhenOrdered = factor.flops();
        patience = orderingFlops;
        return ordered;
    }

    /** Orders F and the rows by minimum degree; the other columns come first. */
    private boolean order(boolean[] free) {
        int[] nodes = new int[sequence.length];
        int count = 0;
        int others = 0;
        int entries = 0;
        for (int column = 0; column < free.length; column++) {
            if (free[column]) {
                nodes[count++] = column;
                entries += program.columnStarts[column + 1] - program.columnStarts[column];
            } else {
                sequence[others++] = column;
            }
        }
        int[] starts = new int[count + program.rows + 1];
        int[] rows = new int[entries];
        int place = 0;
        for (int k = 0; k < count; k++) {
            for (int p = program.columnStarts[nodes[k]]; p < program.columnStarts[nodes[k] + 1]; p++) {
                rows[place++] = count + program.rowIndices[p];
            }
            starts[k + 1] = place;
        }
        Arrays.fill(starts, count + 1, starts.length, place);
        for (int row = 0; row < program.rows; row++) {
            nodes[count + row] = program.columns + row;
        }
        SparseCholesky pattern = SparseCholesky.analyze(count + program.rows, starts, rows);
        orderingFlops = ORDERING_FLOPS * (place + count + program.rows);
        flops += orderingFlops;
        if (pattern.factorFlops() > mostFlops) {
            return false;
        }
        for (int node : pattern.permutation()) {
            sequence[others++] = nodes[node];
        }
        return true;
    }

    private void assemble(boolean[] free) {
        int columns = program.columns;
        Arrays.fill(places, -1);
        factor.begin(sequence.length, program.entries());
        for (int node : sequence) {
            if (node < columns) {
                if (!free[node]) {
                    continue;
                }
                for (int p = program.columnStarts[node]; p < program.columnStarts[node + 1]; p++) {
                    int place = places[columns + program.rowIndices[p]];
                    if (place >= 0) {
                        factor.entry(place, program.columnValues[p]);
                    }
                }
            } else {
                for (int p = program.rowStarts[node - columns]; p < program.rowStarts[node - columns + 1]; p++) {
                    int place = places[program.columnIndices[p]];
                    if (place >= 0) {
                        factor.entry(place, program.rowValues[p]);
                    }
                }
            }
            places[node] = factor.order();
            factor.endRow();
        }
    }
}
