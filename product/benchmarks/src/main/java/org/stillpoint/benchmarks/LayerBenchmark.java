package org.stillpoint.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.Layers;

/** Evaluations, linearisations and products of derivatives of a dense tanh layer, for one panel of samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LayerBenchmark {

    @Param({"64", "256", "512"})
    private int units;
    @Param({"1", "16", "128"})
    private int lanes;

    private LayerKernel kernel;
    private double[] states;
    private double[] drives;
    private double[] images;
    private double[] tangents;

    /** Makes the layer with random weights of norm 2, and random states. */
    @Setup
    public void prepare() throws Exception {
        EquilibriumProblem problem = EquilibriumProblems.dense(units, lanes, 2);
        Layer layer = Layers.of(problem, null, false);
        kernel = layer.kernel(lanes);
        states = new Random(1).doubles(units * lanes, -1, 1).toArray();
        drives = new Random(2).doubles(layer.driveSize() * lanes, -1, 1).toArray();
        images = new double[units * lanes];
        tangents = new double[layer.tangentSize() * lanes];
        kernel.linearise(states, drives, lanes, images, tangents);
    }

    @Benchmark
    public double[] apply() {
        kernel.apply(states, drives, lanes, images);
        return images;
    }

    @Benchmark
    public double[] linearise() {
        kernel.linearise(states, drives, lanes, images, tangents);
        return images;
    }

    @Benchmark
    public double[] product() {
        kernel.product(tangents, states, lanes, images);
        return images;
    }

    @Benchmark
    public double[] transposedProduct() {
        kernel.transposedProduct(tangents, states, lanes, images);
        return images;
    }
}
