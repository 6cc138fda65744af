package org.stillpoint.ui.internal.convergence;

import java.util.List;
import org.stillpoint.api.History;

/** Residuals as a table of comma-separated values, a line for each point of each run. */
final class CurveTable {

    private CurveTable() {
    }

    static String csv(List<PlottedRun> runs) {
        StringBuilder csv = new StringBuilder("run,name,iteration,evaluations,seconds,residual\n");
        for (PlottedRun run : runs) {
            History history = run.curve().history();
            String name = '"' + run.curve().name().replace("\"", "\"\"") + '"';
            for (int i = 0; i < history.size(); i++) {
                csv.append(run.id()).append(',').append(name).append(',').append(history.iterations()[i]).append(',')
                        .append(history.evaluations()[i]).append(',').append(history.seconds()[i]).append(',')
                        .append(history.residuals()[i]).append('\n');
            }
        }
        return csv.toString();
    }
}
