package org.stillpoint.recurrence.internal.training;

import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.TrainingPlan;
import org.stillpoint.numerics.random.RandomStream;

/** Cuts the training steps into windows, anew for each epoch. */
final class Windows {

    private final int steps;
    private final int batch;
    private final int trainingSteps;
    private final int length;
    private final int stride;
    private final RandomStream random;
    /** Where the windows of the epoch begin, as steps of all sequences one after the other. */
    final int[] begins;
    private int count;

    Windows(RecurrenceTrainingProblem problem, long seed) {
        TrainingPlan plan = problem.plan();
        batch = problem.input().batch();
        steps = problem.input().steps();
        trainingSteps = problem.trainingSteps();
        length = plan.windowLength();
        stride = length - plan.burnIn();
        random = new RandomStream(seed);
        begins = new int[batch * ((trainingSteps - length) / stride + 1)];
    }

    /** The number of windows of the epoch. */
    int count() {
        return count;
    }

    /** Goes to the next epoch. */
    void next() {
        count = 0;
        for (int b = 0; b < batch; b++) {
            int offset = random.nextInt(Math.min(stride, trainingSteps - length + 1));
            for (int begin = offset; begin + length <= trainingSteps; begin += stride) {
                begins[count++] = b * steps + begin;
            }
        }
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = begins[i];
            begins[i] = begins[other];
            begins[other] = swapped;
        }
    }
}
