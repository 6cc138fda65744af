package org.stillpoint.equilibrium.internal.layer.dense;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.equilibrium.internal.layer.Layer.Parameter;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/** The drive U x + b of layers, see {@link org.stillpoint.api.problem.equilibrium.StandardLayer}: without U it is x + b, or b. */
public final class Drive {

    private final int size;
    private final int inputs;
    private final double[] weight;
    private final double[] bias;
    private final PanelMatrix matrix;
    private final TransposedMatrix transposed;

    /** The drive of a layer with a state of {@code size} components and so many inputs. */
    public Drive(DataRecord parameters, int size, int inputs) {
        this.size = size;
        this.inputs = inputs;
        weight = parameters.has("input_weight") ? parameters.numbers("input_weight") : null;
        bias = parameters.has("bias") ? parameters.numbers("bias") : null;
        matrix = weight == null ? null : PanelMatrix.of(weight, 0, size, inputs);
        transposed = weight == null ? null : new TransposedMatrix(weight, size, inputs);
    }

    /** Computes drives. */
    public void compute(PanelProducts products, double[] x, int lanes, double[] drives) {
        for (int k = 0; k < size; k++) {
            Arrays.fill(drives, k * lanes, (k + 1) * lanes, bias == null ? 0 : bias[k]);
        }
        if (weight != null) {
            products.addPanel(drives, 0, matrix, x, 0, lanes);
        } else {
            for (int i = 0; i < inputs * lanes; i++) {
                drives[i] += x[i];
            }
        }
    }

    /** Computes U'u. */
    public void transposedProduct(PanelProducts products, double[] cotangents, int lanes, double[] results) {
        if (weight != null) {
            Arrays.fill(results, 0, inputs * lanes, 0);
            products.addPanel(results, 0, transposed.get(), cotangents, 0, lanes);
        } else {
            System.arraycopy(cotangents, 0, results, 0, inputs * lanes);
        }
    }

    /** Adds the arrays by which drives can be differentiated. */
    public void addParameters(List<Parameter> list) {
        if (weight != null) {
            list.add(new Parameter("input_weight", new NamedArray(weight, size, inputs)));
        }
        if (bias != null) {
            list.add(new Parameter("bias", new NamedArray(bias, size)));
        }
    }

    /**
     * Adds the products by these arrays, for cotangents of the drive.
     *
     * @param first which of the sums is that of the first of them
     */
    public void addParameterProducts(PanelProducts products, double[] cotangents, double[] x, int lanes, double[][] sums, int first) {
        int next = first;
        if (weight != null) {
            products.addOuterProducts(cotangents, size, x, inputs, lanes, sums[next++]);
        }
        if (bias != null) {
            for (int k = 0; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    sums[next][k] += cotangents[k * lanes + lane];
                }
            }
        }
    }
}
