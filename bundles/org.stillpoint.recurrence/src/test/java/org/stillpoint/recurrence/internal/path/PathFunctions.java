package org.stillpoint.recurrence.internal.path;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.testing.TestContext;

/** The functions and cells of this family by their names, as a host offers them. */
public final class PathFunctions {

    private PathFunctions() {
    }

    /** A context that offers them. */
    public static TestContext context() {
        return new TestContext().function(Rosenbrock.NAME, new Rosenbrock()).function(Quadratic.NAME, new Quadratic())
                .function(Ackley.NAME, new Ackley()).function(Himmelblau.NAME, new Himmelblau())
                .function(GradientDescentCell.NAME, new GradientDescentCell()).function(MomentumCell.NAME, new MomentumCell())
                .function(AdamCell.NAME, new AdamCell());
    }

    /** Parameters with a dimension. */
    public static DataRecord dimension(int dimension) {
        return DataRecord.of("parameters", 1).integer("dimension", dimension).build();
    }

    /** Parameters of a diagonal quadratic function with eigenvalues from the least to 1, its minimum at 1, 1/2, 1/3, ... */
    public static DataRecord bowl(int dimension, double least) {
        double[] matrix = new double[dimension];
        double[] offset = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            matrix[i] = Math.pow(least, (double) i / Math.max(1, dimension - 1));
            offset[i] = matrix[i] / (i + 1);
        }
        return DataRecord.of("parameters", 1).doubles("matrix", matrix).doubles("offset", offset).build();
    }
}
