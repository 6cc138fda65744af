package org.stillpoint.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.CellInitialiser;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Cells;

/** Steps of cells whose units see themselves alone, each waiting for the one before; the time is that of one unit of one lane. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class CellBenchmark {

    private static final int UNIT_STEPS = 1 << 16;

    @Param({"para-gru", "para-lstm", "min-gru", "min-lstm", "diagonal", "complex-diagonal"})
    private String cell;
    @Param({"1", "64"})
    private int units;
    @Param({"1", "8", "64", "1024"})
    private int lanes;

    private CellKernel kernel;
    private double[] input;
    private double[] drive;
    private double[] state;
    private double[] next;
    private double[] jacobian;

    /** Makes the cell with random parameters, and drives from random inputs. */
    @Setup
    public void prepare() throws Exception {
        StandardCell standard = StandardCell.named(cell).orElseThrow();
        Cell made = Cells.of(new RecurrentLayer(cell, parameters(standard)), 0, null);
        int size = made.shape().state();
        Random random = new Random(1);
        kernel = made.kernel(lanes);
        input = random.doubles(lanes, -1, 1).toArray();
        drive = new double[made.driveSize() * lanes];
        kernel.drive(input, 0, 1, lanes, drive, 0);
        state = new double[size * lanes];
        next = new double[size * lanes];
        jacobian = new double[made.jacobianStructure().entries(size) * lanes];
    }

    private DataRecord parameters(StandardCell standard) {
        if (CellInitialiser.UNIFORM.fits(standard)) {
            return CellInitialiser.UNIFORM.parameters(standard, units, 1, 1);
        }
        int rows = standard == StandardCell.COMPLEX_DIAGONAL ? 2 * units : units;
        double[] transition = new Random(2).doubles(rows, -0.7, 0.7).toArray();
        return DataRecord.of("parameters", 1)
                .array("transition", standard == StandardCell.DIAGONAL ? new NamedArray(transition, units) : new NamedArray(transition, 2, units))
                .array("weight_ih", new NamedArray(new Random(3).doubles(rows, -1, 1).toArray(), rows, 1)).build();
    }

    @Benchmark
    @OperationsPerInvocation(UNIT_STEPS)
    public double[] step() {
        for (int done = 0; done < UNIT_STEPS; done += units * lanes) {
            kernel.step(state, 0, drive, 0, lanes, next, 0);
            exchange();
        }
        return state;
    }

    @Benchmark
    @OperationsPerInvocation(UNIT_STEPS)
    public double[] linearise() {
        for (int done = 0; done < UNIT_STEPS; done += units * lanes) {
            kernel.linearise(state, 0, drive, 0, lanes, next, 0, jacobian, 0);
            exchange();
        }
        return state;
    }

    @Benchmark
    @OperationsPerInvocation(UNIT_STEPS)
    public double[] drive() {
        for (int done = 0; done < UNIT_STEPS; done += units * lanes) {
            kernel.drive(input, 0, 1, lanes, drive, 0);
        }
        return drive;
    }

    private void exchange() {
        double[] before = state;
        state = next;
        next = before;
    }
}
