package org.stillpoint.recurrence.internal.diffusion;

import java.util.function.BooleanSupplier;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Follows all points of a problem from its start to its times, by steps of one length in log(alpha / sigma) between two times. Points are
 * independent of each other; the bits do not depend on the number of threads.
 */
final class DiffusionPaths {

    private final DiffusionSamplingProblem problem;
    private final IntegrationMethod method;
    private final ThreadTeam team;
    private final ExponentialStep step;
    private final ExponentialStep.Room[] rooms;
    private final ThreadTeam.Task moving = this::movePart;
    /** log(alpha / sigma) at the start and at the times. */
    private final double[] ratios;
    private final int dimension;
    private final double[] points;
    private final double[] predictions;

    DiffusionPaths(DiffusionSamplingProblem problem, IntegrationMethod method, ThreadTeam team, int parallelism) {
        this.problem = problem;
        this.method = method;
        this.team = team;
        step = new ExponentialStep(method, problem.data());
        rooms = new ExponentialStep.Room[Math.min(parallelism, problem.samples())];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = step.room();
        }
        ratios = new double[problem.times().length + 1];
        ratios[0] = problem.schedule().logRatio(problem.startTime());
        for (int k = 1; k < ratios.length; k++) {
            ratios[k] = problem.schedule().logRatio(problem.times()[k - 1]);
        }
        dimension = problem.data().dimension();
        points = new double[problem.start().getNumElements()];
        predictions = new double[points.length];
    }

    /** The steps of each stretch between two times, so that there are about so many in all, at least one in each. */
    int[] share(int steps) {
        int[] shares = new int[ratios.length - 1];
        double whole = ratios[shares.length] - ratios[0];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = (int) Math.max(1, Math.ceil(steps * (ratios[k + 1] - ratios[k]) / whole - 1e-9));
        }
        return shares;
    }

    /**
     * Follows the points.
     *
     * @param steps the steps of each stretch between two times
     * @param values receives the points at the times
     * @param proceed asked before each step whether to go on
     * @return whether the end was reached
     */
    boolean follow(int[] steps, double[] values, BooleanSupplier proceed) {
        System.arraycopy(problem.start().data, 0, points, 0, points.length);
        double before = 0;
        for (int k = 0; k < steps.length; k++) {
            double width = ratios[k + 1] - ratios[k];
            for (int i = 0; i < steps[k]; i++) {
                if (!proceed.getAsBoolean()) {
                    return false;
                }
                double from = ratios[k] + width * i / steps[k];
                double to = i + 1 == steps[k] ? ratios[k + 1] : ratios[k] + width * (i + 1) / steps[k];
                step.moveTo(from, to, before);
                team.run(moving, rooms.length);
                before = method == IntegrationMethod.MULTISTEP_2 ? to - from : 0;
            }
            System.arraycopy(points, 0, values, k * points.length, points.length);
        }
        return true;
    }

    private void movePart(int part) {
        int samples = problem.samples();
        int end = (int) ((long) samples * (part + 1) / rooms.length);
        for (int i = (int) ((long) samples * part / rooms.length); i < end; i++) {
            step.move(points, i * dimension, predictions, rooms[part]);
        }
    }
}
