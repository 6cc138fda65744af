package org.stillpoint.halpern.internal.linearprogram;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Chooses the row and column scales R and C of a {@link ScaledProgram}. In every pass rows and columns are divided by factors
 * taken from one and the same matrix:
 *
 * <pre>
 *   geometric passes   (max |a| min |a|)^(1/4)   over the entries of the row or column,
 *   Ruiz passes        (max |a|)^(1/2),
 *   Pock-Chambolle     (sum |a|)^(1/2),          after which ||A||_2 &lt;= 1.
 * </pre>
 *
 * Ruiz (2001); Pock and Chambolle (2011), alpha = 1; in this order as in PDLP and cuPDLPx (Lu, Peng and Yang, 2507.14051), with the
 * geometric passes before.
 */
final class Scaling {

    private static final int GEOMETRIC_PASSES = 10;
    private static final int RUIZ_PASSES = 10;

    private final RangeProgram program;
    private final double[] values;
    private final double[] rowScale;
    private final double[] columnScale;
    private final double[] rowLargest;
    private final double[] rowLeast;
    private final double[] columnFactor;

    private Scaling(RangeProgram program) {
        this.program = program;
        values = Arrays.copyOf(program.values(), program.entries());
        rowScale = new double[program.rows()];
        columnScale = new double[program.columns()];
        rowLargest = new double[program.rows()];
        rowLeast = new double[program.rows()];
        columnFactor = new double[program.columns()];
        Arrays.fill(rowScale, 1);
        Arrays.fill(columnScale, 1);
    }

    /** The scaled form of a program; less well scaled if the time is up before. */
    static ScaledProgram scale(RangeProgram program, BooleanSupplier goesOn) {
        Scaling scaling = new Scaling(program);
        for (int pass = 0; pass < GEOMETRIC_PASSES && goesOn.getAsBoolean(); pass++) {
            scaling.extremes(true);
            scaling.divide();
        }
        for (int pass = 0; pass < RUIZ_PASSES && goesOn.getAsBoolean(); pass++) {
            scaling.extremes(false);
            scaling.divide();
        }
        scaling.sums();
        scaling.divide();
        return new ScaledProgram(program, scaling.values, scaling.rowScale, scaling.columnScale);
    }

    /** Factors sqrt(max |a|), or (max |a| min |a|)^(1/4); the row factors end in rowLargest. */
    private void extremes(boolean geometric) {
        int[] starts = program.columnStarts();
        int[] rows = program.rowIndices();
        Arrays.fill(rowLargest, 0);
        Arrays.fill(rowLeast, Double.POSITIVE_INFINITY);
        for (int column = 0; column < columnFactor.length; column++) {
            double largest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = starts[column]; k < starts[column + 1]; k++) {
                double size = Math.abs(values[k]);
                if (size > 0) {
                    int row = rows[k];
                    largest = size > largest ? size : largest;
                    least = size < least ? size : least;
                    if (size > rowLargest[row]) {
                        rowLargest[row] = size;
                    }
                    if (size < rowLeast[row]) {
                        rowLeast[row] = size;
                    }
                }
            }
            columnFactor[column] = factor(largest, geometric ? least : largest);
        }
        for (int row = 0; row < rowLargest.length; row++) {
            rowLargest[row] = factor(rowLargest[row], geometric ? rowLeast[row] : rowLargest[row]);
        }
    }

    private static double factor(double largest, double other) {
        return largest > 0 ? Math.sqrt(Math.sqrt(largest) * Math.sqrt(other)) : 1;
    }

    /** Factors sqrt(sum |a|); the row factors end in rowLargest. */
    private void sums() {
        int[] starts = program.columnStarts();
        int[] rows = program.rowIndices();
        Arrays.fill(rowLargest, 0);
        for (int column = 0; column < columnFactor.length; column++) {
            double sum = 0;
            for (int k = starts[column]; k < starts[column + 1]; k++) {
                double size = Math.abs(values[k]);
                sum += size;
                rowLargest[rows[k]] += size;
            }
            columnFactor[column] = sum > 0 ? Math.sqrt(sum) : 1;
        }
        for (int row = 0; row < rowLargest.length; row++) {
            rowLargest[row] = rowLargest[row] > 0 ? Math.sqrt(rowLargest[row]) : 1;
        }
    }

    private void divide() {
        int[] starts = program.columnStarts();
        int[] rows = program.rowIndices();
        for (int row = 0; row < rowScale.length; row++) {
            rowLargest[row] = 1 / rowLargest[row];
            rowScale[row] *= rowLargest[row];
        }
        for (int column = 0; column < columnScale.length; column++) {
            double factor = 1 / columnFactor[column];
            columnScale[column] *= factor;
            for (int k = starts[column]; k < starts[column + 1]; k++) {
                values[k] *= factor * rowLargest[rows[k]];
            }
        }
    }
}
