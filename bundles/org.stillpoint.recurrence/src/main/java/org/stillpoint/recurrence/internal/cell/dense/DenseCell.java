package org.stillpoint.recurrence.internal.cell.dense;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/** A cell in which every unit sees the whole state: Elman's, GRU, LSTM. Its steps can be shared between threads by units. */
public abstract class DenseCell implements Cell {

    /** About what an exponential function costs. */
    private static final double OPERATIONS_PER_GATE = 40;
    private static final int RANGES_OF_A_THREAD = 4;

    final DenseWeights weights;
    private final CellShape shape;
    private final int mergedBiases;
    /** Threads make parts at the same time, which a map would have them do one after the other if it made them under its locks. */
    private final Map<UnitRange, MadeOnce<DensePart>> parts = new ConcurrentHashMap<>();
    private final Map<UnitRange, MadeOnce<FloatDensePart>> floatParts = new ConcurrentHashMap<>();

    /**
     * A cell.
     *
     * @param parameters those of a problem, which has checked them: reading all weights once more would take as long as some steps
     * @param states how many components the state has for each unit
     */
    DenseCell(DataRecord parameters, int gates, int states, int mergedBiases) {
        int units = parameters.array("weight_hh").shape()[1];
        shape = new CellShape(states * units, units, parameters.array("weight_ih").shape()[1]);
        weights = new DenseWeights(parameters, shape, gates);
        this.mergedBiases = mergedBiases;
    }

    /**
     * Checks that a cell is of this kind, as steps in single precision need it.
     *
     * @throws SolverException if it is another one
     */
    public static void require(Cell cell) throws SolverException {
        if (!(cell instanceof DenseCell)) {
            throw new SolverException("single precision is for the cells elman, elman-relu, gru and lstm; this one needs precision=double");
        }
    }

    @Override
    public final CellShape shape() {
        return shape;
    }

    @Override
    public final int driveSize() {
        return weights.gates * weights.units;
    }

    @Override
    public final JacobianStructure jacobianStructure() {
        return JacobianStructure.dense(shape.state());
    }

    @Override
    public final double operations() {
        return weights.gates * weights.units * (2.0 * weights.units + OPERATIONS_PER_GATE);
    }

    /** The number of units. */
    public final int units() {
        return weights.units;
    }

    @Override
    public final CellKernel kernel(int lanes) {
        return kernel(new UnitRange(0, weights.units), lanes);
    }

    /**
     * The largest sum, among some units, of all weights times what they are multiplied by in absolute values: rounding errors of the
     * unit's gates are at most proportional to it. Only units count that kernels in single precision were made for.
     *
     * @param stateSize the largest component of the states
     * @param inputSize the largest component of the inputs
     */
    public final double largestSum(UnitRange range, double stateSize, double inputSize) {
        double largest = 0;
        for (MadeOnce<FloatDensePart> part : floatParts.values()) {
            largest = Math.max(largest, part.get().largestSum(range, stateSize, inputSize));
        }
        return largest;
    }

    /**
     * A kernel for some of the units: of the next states and of the rows of the Jacobian matrices it writes those of its units, where the
     * kernel of all units writes them, with the same bits; its drives are those of its units alone.
     */
    public final CellKernel kernel(UnitRange range, int lanes) {
        return kernel(parts.computeIfAbsent(range, units -> new MadeOnce<>(() -> new DensePart(weights, units, mergedBiases))).get(),
                lanes);
    }

    /** A kernel in single precision for some of the units. */
    public final FloatKernel floatKernel(UnitRange range, int lanes) {
        return floatKernel(floatParts.computeIfAbsent(range,
                units -> new MadeOnce<>(() -> new FloatDensePart(weights, units, mergedBiases))).get(), lanes);
    }

    /**
     * Cuts the units for kernels in single precision: where that keeps blocks of rows full and shares even, several ranges for each thread,
     * so that one that is held up does not hold up the others.
     */
    public final UnitRange[] singleRanges(int threads) {
        UnitRange[] coarse = UnitRange.cut(weights.units, threads, UnitRange.MULTIPLE);
        UnitRange[] fine = UnitRange.cut(weights.units, RANGES_OF_A_THREAD * threads, FloatDensePart.BLOCK / weights.gates);
        int share = (fine.length + threads - 1) / threads * fine[0].size();
        return share <= coarse[0].size() ? fine : coarse;
    }

    abstract CellKernel kernel(DensePart part, int lanes);

    abstract FloatKernel floatKernel(FloatDensePart part, int lanes);
}
