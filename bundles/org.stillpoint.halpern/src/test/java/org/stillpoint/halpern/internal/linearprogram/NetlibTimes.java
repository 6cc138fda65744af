package org.stillpoint.halpern.internal.linearprogram;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.testing.TestContext;

/**
 * Times the Netlib programs, cold (the first solve of each file, in this order, in a new process) and warm (the best of many), in
 * processor time of the solving thread, and their geometric means shifted by 10 ms. Run its main method with
 * {@code -Dstillpoint.data=FOLDER}; an argument gives the most repetitions, 100 if there is none.
 */
final class NetlibTimes {

    private static final System.Logger LOGGER = System.getLogger(NetlibTimes.class.getName());
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double SHIFT = 10;
    private static final double SECONDS_EACH = 1;
    private static final int WARM_UP_ROUNDS = 30;

    private NetlibTimes() {
    }

    public static void main(String[] arguments) {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        List<LinearProgram> programs = NetlibFiles.names("netlib").stream().map(name -> NetlibFiles.program("netlib", name)).toList();
        double[] cold = programs.stream().mapToDouble(program -> milliseconds(program, true, 1e-6)).toArray();
        LOGGER.log(System.Logger.Level.INFO, String.format(Locale.ROOT, "cold: first %.1f ms, shifted geometric mean %.2f ms", cold[0],
                mean(cold)));
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            programs.forEach(program -> milliseconds(program, true, 1e-6));
        }
        for (boolean newton : new boolean[] {true, false}) {
            for (double tolerance : new double[] {1e-6, 1e-8}) {
                LOGGER.log(System.Logger.Level.INFO, table(programs, newton, tolerance, repetitions));
            }
        }
    }

    private static String table(List<LinearProgram> programs, boolean newton, double tolerance, int repetitions) {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "newton %b, tolerance %.0e%n", newton, tolerance));
        double[] warm = new double[programs.size()];
        for (int i = 0; i < warm.length; i++) {
            LinearProgram program = programs.get(i);
            Solution<LinearProgramSolution> solution = solve(program, newton, tolerance);
            warm[i] = Double.POSITIVE_INFINITY;
            long start = System.nanoTime();
            for (int k = 0; k < repetitions && System.nanoTime() - start < SECONDS_EACH * 1e9; k++) {
                warm[i] = Math.min(warm[i], milliseconds(program, newton, tolerance));
            }
            table.append(String.format(Locale.ROOT, "%-10s %-12s %7d + %-4d %8.3f ms%n", program.name(), solution.status(),
                    solution.counters().get(Counter.WARM_UP), solution.counters().get(Counter.FINISH), warm[i]));
        }
        return table.append(String.format(Locale.ROOT, "shifted geometric mean %.3f ms", mean(warm))).toString();
    }

    private static double milliseconds(LinearProgram program, boolean newton, double tolerance) {
        long start = THREADS.getCurrentThreadCpuTime();
        solve(program, newton, tolerance);
        return (THREADS.getCurrentThreadCpuTime() - start) * 1e-6;
    }

    private static Solution<LinearProgramSolution> solve(LinearProgram program, boolean newton, double tolerance) {
        TestContext context = new TestContext().with("newton", newton).with("tolerance", tolerance).with("maxIterations", 200_000L);
        try {
            return new LinearProgramSolver().solve(program, context);
        } catch (SolverException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static double mean(double[] times) {
        double sum = 0;
        for (double time : times) {
            sum += Math.log(time + SHIFT);
        }
        return Math.exp(sum / times.length) - SHIFT;
    }
}
