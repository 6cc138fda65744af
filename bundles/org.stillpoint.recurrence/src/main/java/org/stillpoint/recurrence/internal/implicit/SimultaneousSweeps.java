package org.stillpoint.recurrence.internal.implicit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.scan.AffineMaps;
import org.stillpoint.recurrence.internal.scan.AffineScan;
import org.stillpoint.recurrence.internal.scan.BlockMatrices;
import org.stillpoint.recurrence.internal.scan.ParallelLoop;

/**
 * Sweeps over whole sequences: from the equilibria z_t of all steps the states by one diagonal scan, h_t = s(G z_t + g) * h_{t-1} + B z_t +
 * C x_t + b, then from the states the next equilibria, tanh(W h_t + U x_t + c).
 */
final class SimultaneousSweeps {

    private final ImplicitSteps equations;
    private final ThreadTeam team;
    private final BooleanSupplier proceed;
    private final int rows;
    private final int states;
    private final int equilibrium;
    private final double[] gates;
    /** The change of the equilibrium in each row. */
    private final double[] changes;
    private final List<AffineMaps> sequences = new ArrayList<>();
    /** The states of the equilibria. */
    final double[] hidden;
    /** The equilibria, and the next ones. */
    double[] z;
    double[] next;

    SimultaneousSweeps(ImplicitStateSpace problem, ImplicitSteps equations, ThreadTeam team, BooleanSupplier proceed) {
        this.equations = equations;
        this.team = team;
        this.proceed = proceed;
        states = problem.states();
        equilibrium = problem.equilibriumSize();
        rows = problem.input().batch() * equations.steps();
        gates = new double[Math.multiplyExact(rows, states)];
        hidden = new double[rows * states];
        z = new double[Math.multiplyExact(rows, equilibrium)];
        next = new double[z.length];
        changes = new double[rows];
        BlockMatrices products = new BlockMatrices(states, JacobianStructure.DIAGONAL);
        int length = equations.steps() * states;
        for (int b = 0; b < problem.input().batch(); b++) {
            sequences.add(AffineMaps.forward(products, gates, b * length, states, hidden, b * length, equations.steps()));
        }
    }

    /** Computes the states of the equilibria and the next equilibria; false if told to stop. */
    boolean sweep() {
        return ParallelLoop.run(rows, equations.operations(), team, proceed,
                row -> equations.linear(row, z, row * equilibrium, gates, row * states, hidden, row * states))
                && AffineScan.sideBySide(sequences, equations.initial(), team, proceed)
                && ParallelLoop.run(rows, equations.operations(), team, proceed, this::update);
    }

    private void update(int row) {
        equations.equilibrium(row, hidden, row * states, next, row * equilibrium);
        double change = 0;
        for (int k = row * equilibrium; k < (row + 1) * equilibrium; k++) {
            change = Math.max(change, Math.abs(next[k] - z[k]));
        }
        changes[row] = change;
    }

    /** The largest |tanh(W h_t + U x_t + c) - z_t|. */
    double change() {
        double largest = 0;
        for (double change : changes) {
            largest = Math.max(largest, change);
        }
        return largest;
    }

    /** How many steps from the start of their sequences on change by at most so much. */
    long settled(double tolerance) {
        long settled = 0;
        int steps = equations.steps();
        for (int first = 0; first < rows; first += steps) {
            int row = first;
            while (row < first + steps && changes[row] <= tolerance) {
                row++;
            }
            settled += row - first;
        }
        return settled;
    }

    /** Goes on with the next equilibria. */
    void accept() {
        double[] swap = z;
        z = next;
        next = swap;
    }
}
