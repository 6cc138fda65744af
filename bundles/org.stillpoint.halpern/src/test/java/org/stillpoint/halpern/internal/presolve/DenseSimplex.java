package org.stillpoint.halpern.internal.presolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/**
 * A reference method for tiny programs: two phases of the primal simplex method with Bland's rule on a dense tableau in standard
 * form, min g'z, M z = r, z &gt;= 0. The final point and duals are computed afresh from the basis.
 */
final class DenseSimplex {

    enum Verdict { OPTIMAL, INFEASIBLE, UNBOUNDED }

    private static final double ZERO = 1e-9;

    private final RangeProgram program;
    private final List<double[]> columns = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();
    private final double[] side;
    private final int[] lowerRow;
    private final int[] upperRow;
    private final int[] boundRow;
    private final int[] positivePart;
    private final int[] negativePart;
    private final double[] offset;
    private final int[] basis;
    private double[][] tableau;
    private Verdict verdict;
    private double[] x;
    private double[] y;
    private double[] ray = new double[0];

    DenseSimplex(RangeProgram program) {
        this.program = program;
        lowerRow = new int[program.rows()];
        upperRow = new int[program.rows()];
        boundRow = new int[program.columns()];
        Arrays.fill(lowerRow, -1);
        Arrays.fill(upperRow, -1);
        Arrays.fill(boundRow, -1);
        int equations = 0;
        for (int i = 0; i < program.rows(); i++) {
            boolean equation = program.rowLower()[i] == program.rowUpper()[i];
            if (Double.isFinite(program.rowLower()[i])) {
                lowerRow[i] = equations++;
            }
            if (Double.isFinite(program.rowUpper()[i]) && !equation) {
                upperRow[i] = equations++;
            }
        }
        for (int j = 0; j < program.columns(); j++) {
            if (Double.isFinite(program.columnLower()[j]) && Double.isFinite(program.columnUpper()[j])) {
                boundRow[j] = equations++;
            }
        }
        side = new double[equations];
        basis = new int[equations];
        positivePart = new int[program.columns()];
        negativePart = new int[program.columns()];
        offset = new double[program.columns()];
        boolean contradiction = false;
        for (int j = 0; j < program.columns(); j++) {
            contradiction |= program.columnLower()[j] > program.columnUpper()[j];
        }
        for (int i = 0; i < program.rows(); i++) {
            contradiction |= program.rowLower()[i] > program.rowUpper()[i];
        }
        build();
        verdict = contradiction ? Verdict.INFEASIBLE : solve();
    }

    Verdict verdict() {
        return verdict;
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }

    /** A Farkas ray or a direction of recession; empty where only bounds contradict each other. */
    double[] ray() {
        return ray;
    }

    private void build() {
        for (int i = 0; i < program.rows(); i++) {
            if (lowerRow[i] >= 0) {
                side[lowerRow[i]] = program.rowLower()[i];
            }
            if (upperRow[i] >= 0) {
                side[upperRow[i]] = program.rowUpper()[i];
            }
        }
        for (int j = 0; j < program.columns(); j++) {
            double lower = program.columnLower()[j];
            double upper = program.columnUpper()[j];
            double[] column = new double[side.length];
            for (int k = program.columnStarts()[j]; k < program.columnStarts()[j + 1]; k++) {
                int i = program.rowIndices()[k];
                for (int row : new int[] {lowerRow[i], upperRow[i]}) {
                    if (row >= 0) {
                        column[row] += program.values()[k];
                    }
                }
            }
            offset[j] = Double.isFinite(lower) ? lower : Double.isFinite(upper) ? upper : 0;
            for (int row = 0; row < side.length; row++) {
                side[row] -= column[row] * offset[j];
            }
            negativePart[j] = -1;
            positivePart[j] = -1;
            double[] negated = Arrays.stream(column).map(value -> -value).toArray();
            if (boundRow[j] >= 0) {
                column[boundRow[j]] = 1;
                side[boundRow[j]] = upper - lower;
            }
            if (Double.isFinite(lower) || !Double.isFinite(upper)) {
                positivePart[j] = add(column, program.objective()[j]);
            }
            if (!Double.isFinite(lower)) {
                negativePart[j] = add(negated, -program.objective()[j]);
            }
        }
        for (int i = 0; i < program.rows(); i++) {
            if (lowerRow[i] >= 0 && program.rowLower()[i] != program.rowUpper()[i]) {
                add(unit(lowerRow[i], -1), 0);
            }
            if (upperRow[i] >= 0) {
                add(unit(upperRow[i], 1), 0);
            }
        }
        for (int j = 0; j < program.columns(); j++) {
            if (boundRow[j] >= 0) {
                add(unit(boundRow[j], 1), 0);
            }
        }
    }

    private int add(double[] column, double cost) {
        columns.add(column);
        costs.add(cost);
        return columns.size() - 1;
    }

    private double[] unit(int row, double value) {
        double[] column = new double[side.length];
        column[row] = value;
        return column;
    }

    private Verdict solve() {
        int real = columns.size();
        int rows = side.length;
        for (int row = 0; row < rows; row++) {
            basis[row] = real + row;
            add(unit(row, side[row] < 0 ? -1 : 1), 0);
        }
        tableau = new double[rows][];
        for (int row = 0; row < rows; row++) {
            double sign = side[row] < 0 ? -1 : 1;
            tableau[row] = new double[real + rows + 1];
            for (int column = 0; column < real + rows; column++) {
                tableau[row][column] = sign * columns.get(column)[row];
            }
            tableau[row][real + rows] = sign * side[row];
        }
        double[] phaseOne = new double[real + rows];
        Arrays.fill(phaseOne, real, real + rows, 1);
        iterate(phaseOne, real);
        double sum = 0;
        double size = 1;
        for (int row = 0; row < rows; row++) {
            sum += basis[row] >= real ? tableau[row][real + rows] : 0;
            size = Math.max(size, Math.abs(side[row]));
        }
        if (sum > 1e-7 * size) {
            ray = rowDuals(multipliers(phaseOne));
            return Verdict.INFEASIBLE;
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < real && basis[row] >= real; column++) {
                if (Math.abs(tableau[row][column]) > 1e-7) {
                    pivot(row, column);
                }
            }
        }
        double[] phaseTwo = new double[real + rows];
        for (int column = 0; column < real; column++) {
            phaseTwo[column] = costs.get(column);
        }
        int entering = iterate(phaseTwo, real);
        if (entering >= 0) {
            double[] direction = new double[real + rows];
            direction[entering] = 1;
            for (int row = 0; row < rows; row++) {
                direction[basis[row]] = -tableau[row][entering];
            }
            ray = point(direction, false);
            return Verdict.UNBOUNDED;
        }
        double[] values = solve(basisMatrix(), side.clone());
        double[] z = new double[real + rows];
        for (int row = 0; row < rows; row++) {
            z[basis[row]] = values[row];
        }
        x = point(z, true);
        y = rowDuals(multipliers(phaseTwo));
        return Verdict.OPTIMAL;
    }

    /** Pivots by Bland's rule until optimal (-1), or returns the column along which the cost falls for ever. */
    private int iterate(double[] cost, int real) {
        while (true) {
            int entering = -1;
            for (int column = 0; column < real && entering < 0; column++) {
                double reduced = cost[column];
                for (int row = 0; row < basis.length; row++) {
                    reduced -= cost[basis[row]] * tableau[row][column];
                }
                if (reduced < -ZERO) {
                    entering = column;
                }
            }
            if (entering < 0) {
                return -1;
            }
            int leaving = -1;
            int last = tableau.length == 0 ? 0 : tableau[0].length - 1;
            double best = Double.POSITIVE_INFINITY;
            for (int row = 0; row < basis.length; row++) {
                if (tableau[row][entering] > ZERO) {
                    double ratio = tableau[row][last] / tableau[row][entering];
                    if (ratio < best - 1e-12 || ratio <= best + 1e-12 && leaving >= 0 && basis[row] < basis[leaving]) {
                        best = Math.min(best, ratio);
                        leaving = row;
                    }
                }
            }
            if (leaving < 0) {
                return entering;
            }
            pivot(leaving, entering);
        }
    }

    private void pivot(int leaving, int entering) {
        double[] row = tableau[leaving];
        double scale = row[entering];
        for (int column = 0; column < row.length; column++) {
            row[column] /= scale;
        }
        for (int other = 0; other < tableau.length; other++) {
            double factor = tableau[other][entering];
            if (other != leaving && factor != 0) {
                for (int column = 0; column < row.length; column++) {
                    tableau[other][column] -= factor * row[column];
                }
            }
        }
        basis[leaving] = entering;
    }

    private double[][] basisMatrix() {
        double[][] matrix = new double[basis.length][basis.length];
        for (int row = 0; row < basis.length; row++) {
            for (int column = 0; column < basis.length; column++) {
                matrix[row][column] = columns.get(basis[column])[row];
            }
        }
        return matrix;
    }

    private double[] multipliers(double[] cost) {
        double[][] matrix = basisMatrix();
        double[][] transposed = new double[basis.length][basis.length];
        double[] right = new double[basis.length];
        for (int row = 0; row < basis.length; row++) {
            right[row] = cost[basis[row]];
            for (int column = 0; column < basis.length; column++) {
                transposed[row][column] = matrix[column][row];
            }
        }
        return solve(transposed, right);
    }

    private double[] rowDuals(double[] multipliers) {
        double[] duals = new double[program.rows()];
        for (int i = 0; i < duals.length; i++) {
            duals[i] = (lowerRow[i] >= 0 ? multipliers[lowerRow[i]] : 0) + (upperRow[i] >= 0 ? multipliers[upperRow[i]] : 0);
        }
        return duals;
    }

    private double[] point(double[] z, boolean withOffset) {
        double[] point = new double[program.columns()];
        for (int j = 0; j < point.length; j++) {
            point[j] = (withOffset ? offset[j] : 0) + (positivePart[j] >= 0 ? z[positivePart[j]] : 0)
                    - (negativePart[j] >= 0 ? z[negativePart[j]] : 0);
        }
        return point;
    }

    /** Gaussian elimination with row exchanges. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int step = 0; step < n; step++) {
            int best = step;
            for (int row = step + 1; row < n; row++) {
                if (Math.abs(matrix[row][step]) > Math.abs(matrix[best][step])) {
                    best = row;
                }
            }
            double[] exchanged = matrix[step];
            matrix[step] = matrix[best];
            matrix[best] = exchanged;
            double value = right[step];
            right[step] = right[best];
            right[best] = value;
            for (int row = step + 1; row < n; row++) {
                double factor = matrix[row][step] / matrix[step][step];
                if (factor != 0) {
                    for (int column = step; column < n; column++) {
                        matrix[row][column] -= factor * matrix[step][column];
                    }
                    right[row] -= factor * right[step];
                }
            }
        }
        for (int step = n - 1; step >= 0; step--) {
            for (int column = step + 1; column < n; column++) {
                right[step] -= matrix[step][column] * right[column];
            }
            right[step] /= matrix[step][step];
        }
        return right;
    }
}
