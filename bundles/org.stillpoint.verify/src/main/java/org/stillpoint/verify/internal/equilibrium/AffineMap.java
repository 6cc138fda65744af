package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.verify.internal.MatrixRows;

/** W z + U x + b with a full matrix W: what most layers start from. */
final class AffineMap {

    private final double[] entries;
    private final MatrixRows weight;
    private final DriveMap drive;
    private final int size;
    private double[] drives = {};

    /**
     * The map.
     *
     * @param weight W, row by row
     * @param parameters those of the drive, among others
     */
    AffineMap(double[] weight, DataRecord parameters, LayerShape shape) {
        size = shape.state();
        entries = weight;
        this.weight = new MatrixRows(weight, null, size, size);
        drive = new DriveMap(parameters, size, shape.input());
    }

    void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] values) {
        weight.apply(states, stateOffset, size, rows, values);
        double[] driven = drive(inputs, inputOffset, rows);
        for (int i = 0; i < rows * size; i++) {
            values[i] += driven[i];
        }
    }

    /** W'u. */
    void transposed(double[] cotangent, double[] result) {
        Arrays.fill(result, 0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                result[j] += entries[i * size + j] * cotangent[i];
            }
        }
    }

    /** W z alone. */
    void weigh(double[] states, int stateOffset, int rows, double[] values) {
        weight.apply(states, stateOffset, size, rows, values);
    }

    /** U x + b alone, in an array that the next call overwrites. */
    double[] drive(double[] inputs, int inputOffset, int rows) {
        if (drives.length < rows * size) {
            drives = new double[rows * size];
        }
        drive.apply(inputs, inputOffset, rows, drives);
        return drives;
    }
}
