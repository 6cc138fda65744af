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
import org.stillpoint.numerics.VectorKernels;

/** Element-wise kernels beside plain loops over {@link Math}; the time is that of a whole array. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {

    @Param({"64", "4096"})
    private int length;

    private double[] x;
    private double[] y;
    private double[] result;

    /** Fills the arrays with normal numbers. */
    @Setup
    public void fill() {
        Random random = new Random(1);
        x = random.doubles(length, -3, 3).toArray();
        y = random.doubles(length, -3, 3).toArray();
        result = new double[length];
    }

    @Benchmark
    public double[] exp() {
        VectorKernels.exp(x, 0, result, 0, length);
        return result;
    }

    @Benchmark
    public double[] expByMath() {
        for (int i = 0; i < length; i++) {
            result[i] = Math.exp(x[i]);
        }
        return result;
    }

    @Benchmark
    public double[] tanh() {
        VectorKernels.tanh(x, 0, result, 0, length);
        return result;
    }

    @Benchmark
    public double[] tanhByMath() {
        for (int i = 0; i < length; i++) {
            result[i] = Math.tanh(x[i]);
        }
        return result;
    }

    @Benchmark
    public double dot() {
        return VectorKernels.dot(x, 0, y, 0, length);
    }

    @Benchmark
    public double dotByLoop() {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
