package org.stillpoint.equilibrium.internal.layer.scalar;

import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.ScalarMap;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/**
 * Maps of one variable, see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#SCALAR}. The drive is the input; a linearisation is
 * the derivative by the state and, below it, those by the inputs.
 */
public final class ScalarLayer implements Layer {

    private static final double OPERATIONS = 30;

    private final ScalarMap map;

    /** A layer of checked parameters. */
    public ScalarLayer(DataRecord parameters) {
        map = ScalarMap.of(parameters);
    }

    @Override
    public LayerShape shape() {
        return new LayerShape(1, map.inputs());
    }

    @Override
    public int driveSize() {
        return map.inputs();
    }

    @Override
    public double operations() {
        return OPERATIONS;
    }

    @Override
    public int tangentSize() {
        return 1 + map.inputs();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel();
    }

    private final class Kernel implements LayerKernel {

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            System.arraycopy(inputs, 0, drives, 0, map.inputs() * lanes);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            for (int lane = 0; lane < lanes; lane++) {
                double z = states[lane];
                images[lane] = switch (map) {
                    case COSINE -> Math.cos(z);
                    case EXPONENTIAL -> drives[lane] * Math.exp(-z);
                    case KEPLER -> drives[lane] + drives[lanes + lane] * Math.sin(z);
                    case SQUARE_ROOT -> (z + drives[lane] / z) / 2;
                };
            }
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            apply(states, drives, lanes, images);
            for (int lane = 0; lane < lanes; lane++) {
                double z = states[lane];
                switch (map) {
                    case COSINE -> tangents[lane] = -Math.sin(z);
                    case EXPONENTIAL -> {
                        tangents[lane] = -images[lane];
                        tangents[lanes + lane] = Math.exp(-z);
                    }
                    case KEPLER -> {
                        tangents[lane] = drives[lanes + lane] * Math.cos(z);
                        tangents[lanes + lane] = 1;
                        tangents[2 * lanes + lane] = Math.sin(z);
                    }
                    case SQUARE_ROOT -> {
                        tangents[lane] = (1 - drives[lane] / z / z) / 2;
                        tangents[lanes + lane] = 1 / (2 * z);
                    }
                }
            }
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            for (int lane = 0; lane < lanes; lane++) {
                results[lane] = tangents[lane] * directions[lane];
            }
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            product(tangents, cotangents, lanes, results);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            for (int k = 0; k < map.inputs(); k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    results[k * lanes + lane] = tangents[(k + 1) * lanes + lane] * cotangents[lane];
                }
            }
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            // The maps have no parameters.
        }
    }
}
