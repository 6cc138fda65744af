package org.stillpoint.halpern.internal.linearprogram;

import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.numerics.sparse.NormalMatrix;
import org.stillpoint.numerics.sparse.RowColumnMatrix;
import org.stillpoint.numerics.sparse.SparseCholesky;

/** The linear system of a Newton step. */
final class NewtonSystem {

    private final ScaledProgram program;
    private final double[] diagonal;
    private final double[] weights;
    private final NormalMatrix matrix;
    private final SparseCholesky cholesky;
    double flops;

    NewtonSystem(ScaledProgram program) {
        this.program = program;
        diagonal = new double[program.rows];
        weights = new double[program.columns];
        DMatrixSparseCSC m = new DMatrixSparseCSC(program.rows, program.columns, 0);
        m.col_idx = program.columnStarts;
        m.nz_rows = program.rowIndices;
        m.nz_values = program.columnValues;
        m.nz_length = program.entries();
        m.indicesSorted = true;
        matrix = NormalMatrix.of(RowColumnMatrix.of(m));
        cholesky = SparseCholesky.analyze(program.rows, matrix.columnStarts(), matrix.rowIndices());
    }

    boolean factorise(boolean[] free, int freeColumns, boolean[] inside, double rho, double delta) {
        for (int row = 0; row < diagonal.length; row++) {
            diagonal[row] = inside[row] ? delta + 1 / rho : delta;
        }
        for (int column = 0; column < free.length; column++) {
            weights[column] = free[column] ? 1 / rho : 0;
        }
        matrix.form(weights, diagonal);
        flops += cholesky.factorFlops() + NormalMatrixFlops;
        return cholesky.factorize(matrix.values());
    }
    double NormalMatrixFlops;

    void solve(double[] g, double[] out) {
        System.arraycopy(g, 0, out, 0, g.length);
        cholesky.solve(out);
    }
}
