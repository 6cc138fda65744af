package org.stillpoint.recurrence.internal.cell;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;
import org.stillpoint.testing.TestContext;

/** Cells and their sequential runs, for tests. */
public final class Trials {

    private Trials() {
    }

    /** Parameters under construction. */
    public static DataRecord.Builder parameters() {
        return DataRecord.of("parameters", 1);
    }

    /** A standard cell. */
    public static Cell cell(StandardCell cell, DataRecord.Builder parameters) {
        return cell(cell, parameters, new TestContext());
    }

    /** A standard cell in a host that offers functions. */
    public static Cell cell(StandardCell cell, DataRecord.Builder parameters, TestContext context) {
        try {
            return Cells.of(new RecurrentLayer(cell.label(), parameters.build()), 0, context);
        } catch (SolverException e) {
            throw new AssertionError(e);
        }
    }

    /** The trajectory of one sequence, step after step. */
    public static double[] run(Cell cell, int steps, double[] input, double... initial) {
        Stretch stretch = Stretch.of(cell, 1, steps, input, initial);
        try (Session session = new Session(new TestContext(), 0)) {
            new SequentialSweep(stretch).run(0, 0, steps, session);
        }
        return stretch.states;
    }

    /** The scalar ParaGRU of unit input weights. */
    public static Cell scalarParaGru(double az, double ar, double am) {
        return cell(StandardCell.PARA_GRU, scalarParaGruParameters(az, ar, am));
    }

    /** Its parameters. */
    public static DataRecord.Builder scalarParaGruParameters(double az, double ar, double am) {
        return parameters().array("weight_ih", new NamedArray(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3))
                .array("recurrent", new NamedArray(new double[] {az, ar, am}, 3, 1));
    }

    /** Its inputs sin(0.7 t), cos(0.3 t + 1), sin(1.1 t + 0.5), t from 1. */
    public static double[] scalarParaGruInput(int steps) {
        double[] input = new double[3 * steps];
        for (int t = 1; t <= steps; t++) {
            input[3 * t - 3] = Math.sin(0.7 * t);
            input[3 * t - 2] = Math.cos(0.3 * t + 1);
            input[3 * t - 1] = Math.sin(1.1 * t + 0.5);
        }
        return input;
    }
}
