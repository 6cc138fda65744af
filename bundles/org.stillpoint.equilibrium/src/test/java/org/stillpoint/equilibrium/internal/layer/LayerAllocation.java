package org.stillpoint.equilibrium.internal.layer;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.stillpoint.api.SolverException;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;

/** Prints what kernels of layers allocate, a line for each layer; run where kernels of arrays are plain loops, which make no objects. */
final class LayerAllocation {

    private static final int LANES = 3;
    private static final int ROUNDS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private LayerAllocation() {
    }

    public static void main(String[] arguments) throws SolverException {
        for (SampleLayers.Sample sample : SampleLayers.all()) {
            System.out.println(sample.title() + ": " + leastBytes(sample));
        }
    }

    /** The least of several rounds: the first ones load classes and make room. */
    private static long leastBytes(SampleLayers.Sample sample) throws SolverException {
        Layer layer = sample.layer();
        Random random = new Random(1);
        double[] states = random.doubles(sample.state() * LANES, .3, 1.4).toArray();
        double[] inputs = random.doubles(sample.inputs() * LANES, .3, 1.4).toArray();
        double[] drives = new double[layer.driveSize() * LANES];
        double[] images = new double[states.length];
        double[] tangents = new double[layer.tangentSize() * LANES];
        double[] results = new double[states.length];
        double[] inputResults = new double[inputs.length];
        double[][] sums = layer.parameters().stream().map(parameter -> new double[parameter.value().length()]).toArray(double[][]::new);
        LayerKernel kernel = layer.kernel(LANES);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            kernel.drive(inputs, LANES, drives);
            kernel.apply(states, drives, LANES, images);
            kernel.linearise(states, drives, LANES, images, tangents);
            kernel.product(tangents, states, LANES, results);
            kernel.transposedProduct(tangents, states, LANES, results);
            kernel.inputProduct(tangents, states, LANES, inputResults);
            kernel.addParameterProducts(tangents, states, inputs, images, LANES, sums);
            if (kernel instanceof SplittableKernel splittable) {
                splittable.combine(states, drives, LANES, results);
                splittable.activate(results, LANES);
                splittable.proximal(.3, states, LANES, results);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
