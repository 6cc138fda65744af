package org.stillpoint.equilibrium.internal.layer.proximal;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.LearnedProximal;
import org.stillpoint.equilibrium.internal.layer.Layer.Parameter;
import org.stillpoint.equilibrium.internal.layer.dense.Transposition;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.numerics.VectorKernels;

/**
 * D(v) = A'(w * s(k (A v + c))) + q v for each p consecutive components, see {@link LearnedProximal}. A linearisation has the rows of s of
 * each block, and below them those of v.
 */
final class ProximalNetwork implements Denoiser {

    private final LearnedProximal network;
    private final int units;
    private final int width;
    private final int blocks;
    private final PanelMatrix hidden;
    private final PanelMatrix transposed;

    ProximalNetwork(LearnedProximal network, int size) {
        this.network = network;
        units = network.hiddenBias().length;
        width = network.size();
        blocks = size / width;
        hidden = PanelMatrix.of(network.hiddenWeight(), 0, units, width);
        transposed = PanelMatrix.of(Transposition.of(network.hiddenWeight(), units, width), 0, width, units);
    }

    @Override
    public double operations() {
        return blocks * units * (4.0 * width + 20);
    }

    @Override
    public int tangentSize() {
        return blocks * (units + width);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("hidden_weight", new NamedArray(network.hiddenWeight(), units, width)),
                new Parameter("hidden_bias", new NamedArray(network.hiddenBias(), units)),
                new Parameter("output_weight", new NamedArray(network.outputWeight(), units)));
    }

    @Override
    public Kernel kernel(int lanes) {
        return new NetworkKernel(lanes);
    }

    private final class NetworkKernel implements Kernel {

        private final PanelProducts products = new PanelProducts();
        private final double[] activations;
        private final double[] weighted;

        NetworkKernel(int lanes) {
            activations = new double[blocks * units * lanes];
            weighted = new double[units * lanes];
        }

        @Override
        public void apply(double[] v, int lanes, double[] images) {
            evaluate(v, lanes, images, activations);
        }

        @Override
        public void linearise(double[] v, int lanes, double[] images, double[] tangents) {
            evaluate(v, lanes, images, tangents);
            System.arraycopy(v, 0, tangents, blocks * units * lanes, blocks * width * lanes);
        }

        private void evaluate(double[] v, int lanes, double[] images, double[] s) {
            for (int row = 0; row < blocks * units; row++) {
                Arrays.fill(s, row * lanes, (row + 1) * lanes, network.hiddenBias()[row % units]);
            }
            for (int block = 0; block < blocks; block++) {
                products.addPanel(s, block * units * lanes, hidden, v, block * width * lanes, lanes);
            }
            VectorKernels.scale(network.sharpness(), s, 0, s, 0, blocks * units * lanes);
            VectorKernels.sigmoid(s, 0, s, 0, blocks * units * lanes);
            VectorKernels.scale(network.quadratic(), v, 0, images, 0, blocks * width * lanes);
            for (int block = 0; block < blocks; block++) {
                for (int j = 0; j < units; j++) {
                    VectorKernels.scale(network.outputWeight()[j], s, (block * units + j) * lanes, weighted, j * lanes, lanes);
                }
                products.addPanel(images, block * width * lanes, transposed, weighted, 0, lanes);
            }
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            VectorKernels.scale(network.quadratic(), directions, 0, results, 0, blocks * width * lanes);
            for (int block = 0; block < blocks; block++) {
                differentiate(tangents, directions, block, lanes);
                products.addPanel(results, block * width * lanes, transposed, weighted, 0, lanes);
            }
        }

        /** Computes A u and w k s (1 - s) A u of a block. */
        private void differentiate(double[] tangents, double[] directions, int block, int lanes) {
            Arrays.fill(activations, 0, units * lanes, 0);
            products.addPanel(activations, 0, hidden, directions, block * width * lanes, lanes);
            for (int j = 0; j < units; j++) {
                double factor = network.outputWeight()[j] * network.sharpness();
                for (int at = j * lanes; at < (j + 1) * lanes; at++) {
                    double s = tangents[block * units * lanes + at];
                    weighted[at] = factor * s * (1 - s) * activations[at];
                }
            }
        }

        /**
         * With a = A u and e = w k s (1 - s) a, u'D has the derivatives (w s) u' + e v' by A, e by c and a s by w.
         */
        @Override
        public void addParameterProducts(double[] tangents, double[] cotangents, int lanes, double[][] sums, int first) {
            int points = blocks * units * lanes;
            for (int block = 0; block < blocks; block++) {
                differentiate(tangents, cotangents, block, lanes);
                for (int j = 0; j < units; j++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        double s = tangents[(block * units + j) * lanes + lane];
                        double weightedS = network.outputWeight()[j] * s;
                        double e = weighted[j * lanes + lane];
                        sums[first + 1][j] += e;
                        sums[first + 2][j] += activations[j * lanes + lane] * s;
                        for (int k = 0; k < width; k++) {
                            int at = (block * width + k) * lanes + lane;
                            sums[first][j * width + k] += weightedS * cotangents[at] + e * tangents[points + at];
                        }
                    }
                }
            }
        }
    }
}
