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
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.numerics.FloatPanelMatrix;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.FloatKernel;
import org.stillpoint.recurrence.internal.cell.dense.GruCell;
import org.stillpoint.recurrence.internal.cell.dense.LstmCell;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;

/** Steps of dense recurrent cells on one thread, and the products with the weights that they consist of; the input is not counted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RecurrentStepBenchmark {

    @Param({"gru", "lstm"})
    private String cell;

    @Param({"16", "64", "256", "1024"})
    private int units;

    @Param({"1", "16"})
    private int lanes;

    private final PanelProducts products = new PanelProducts();
    private PanelMatrix matrix;
    private FloatPanelMatrix singleMatrix;
    private CellKernel kernel;
    private FloatKernel singleKernel;
    private double[] drive;
    private double[] state;
    private double[] next;
    private float[] singleDrive;
    private float[] singleState;
    private float[] singleNext;

    /** Draws weights as PyTorch draws them at first. */
    @Setup
    public void draw() {
        Random random = new Random(1);
        double bound = 1 / Math.sqrt(units);
        int rows = (cell.equals("gru") ? 3 : 4) * units;
        double[] weights = random.doubles((long) rows * units, -bound, bound).toArray();
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("weight_ih", new NamedArray(random.doubles(rows, -bound, bound).toArray(), rows, 1))
                .array("weight_hh", new NamedArray(weights, rows, units)).build();
        DenseCell dense = cell.equals("gru") ? new GruCell(parameters) : new LstmCell(parameters);
        matrix = PanelMatrix.of(weights, 0, rows, units);
        singleMatrix = FloatPanelMatrix.of(weights, 0, rows, units);
        kernel = dense.kernel(lanes);
        singleKernel = dense.floatKernel(new UnitRange(0, units), lanes);
        drive = random.doubles((long) rows * lanes, -1, 1).toArray();
        state = random.doubles((long) dense.shape().state() * lanes, -1, 1).toArray();
        next = new double[state.length];
        singleDrive = new float[singleKernel.driveSize() * lanes];
        singleState = new float[state.length];
        singleNext = new float[state.length];
        for (int i = 0; i < drive.length; i++) {
            singleDrive[i] = (float) drive[i];
        }
    }

    @Benchmark
    public double[] step() {
        kernel.step(state, 0, drive, 0, lanes, next, 0);
        return next;
    }

    @Benchmark
    public float[] stepInSinglePrecision() {
        singleKernel.step(singleState, 0, singleDrive, lanes, 0, lanes, singleNext, 0);
        return singleNext;
    }

    @Benchmark
    public double[] product() {
        products.addPanel(drive, 0, matrix, state, 0, lanes);
        return drive;
    }

    @Benchmark
    public float[] productInSinglePrecision() {
        products.addPanel(singleDrive, 0, singleMatrix, singleState, 0, lanes);
        return singleDrive;
    }
}
