package org.stillpoint.recurrence.internal.automatic;

import java.util.EnumMap;
import java.util.Map;
import org.stillpoint.recurrence.internal.diagnosis.Diagnosis;

/**
 * What each method is expected to take for a stretch, from the operations of its steps and from what a prefix told. The rates were measured
 * on one machine (two cores of AMD Zen 4, vectors of 512 bits); only their ratios count, and no clock is asked, so that the same problem is
 * always solved by the same method.
 *
 * @param operations the operations of a step of one sequence
 * @param dense whether the operations are products with matrices
 * @param batch the sequences
 * @param steps the steps of each
 * @param diagnosis what a prefix told
 * @param newtonSweeps the sweeps that Newton's method took for a window of the prefix; 0 if it was not tried or failed
 */
record Forecast(double operations, boolean dense, int batch, int steps, Diagnosis diagnosis, int newtonSweeps) {

    /** The latency of a step in ns grows with the operations that wait for each other, up to that of two exponentials and a division. */
    private static final double LATENCY_OF_OPERATION = .55;
    private static final double MOST_LATENCY = 55;
    /** Operations in a ns of one thread: element by element in lanes; products of matrices in lanes, and with one vector. */
    private static final double ELEMENTWISE_RATE = 20;
    private static final double LANES_RATE = 60;
    private static final double VECTOR_RATE = 30;
    /** From these operations on the weights are beyond the nearer caches: the rate of products with one vector for all threads together. */
    private static final double FAR_OPERATIONS = 4e5;
    private static final double FAR_RATE = 26;
    /** Smaller products are done before threads have met. */
    private static final double LEAST_OF_LANES = 1.5e5;
    /** What shooting takes beyond the evaluations: transposing, seams. */
    private static final double SHOOTING_OVERHEAD = 1.4;
    private static final int LANES = 32;
    /** What a Newton sweep takes in parts of an evaluation: the Jacobian matrices and the substitution. */
    private static final double NEWTON_OVERHEAD = 1.8;
    /** Other methods than the sequential one must promise as much less time. */
    private static final double MARGIN = 1.25;

    Forecast withNewtonSweeps(int sweeps) {
        return new Forecast(operations, dense, batch, steps, diagnosis, sweeps);
    }

    /** The expected nanoseconds of each method that is expected to work. */
    Map<Method, Double> nanoseconds(int threads) {
        Map<Method, Double> expected = new EnumMap<>(Method.class);
        expected.put(Method.SEQUENTIAL, steps * alone(threads));
        double inLanes = batch * operations / (dense ? LANES_RATE : ELEMENTWISE_RATE) / threads;
        double chunk = (double) steps * batch / Math.max(LANES, batch);
        if (diagnosis.forgetting() < chunk && (!dense || operations >= LEAST_OF_LANES)) {
            expected.put(Method.SHOOTING, steps * inLanes * SHOOTING_OVERHEAD * (1 + diagnosis.forgetting() / chunk));
        }
        if (newtonSweeps > 0) {
            expected.put(Method.NEWTON, steps * inLanes * threads * NEWTON_OVERHEAD * newtonSweeps / Math.min(threads, batch));
        }
        return expected;
    }

    /** A step of all sequences that waits for the one before. */
    private double alone(int threads) {
        double latency = Math.min(MOST_LATENCY, LATENCY_OF_OPERATION * operations);
        if (!dense) {
            return latency + Math.max(0, batch * operations / ELEMENTWISE_RATE - latency / 2);
        }
        double vector = operations > FAR_OPERATIONS ? operations / FAR_RATE : operations / VECTOR_RATE;
        return latency + Math.max(vector, batch * operations / LANES_RATE / threads);
    }

    /** The method to choose: the sequential one unless another promises clearly less time. */
    Method best(int threads) {
        Map<Method, Double> expected = nanoseconds(threads);
        Method best = Method.SEQUENTIAL;
        double least = expected.get(Method.SEQUENTIAL) / MARGIN;
        for (Map.Entry<Method, Double> each : expected.entrySet()) {
            if (each.getValue() < least) {
                best = each.getKey();
                least = each.getValue();
            }
        }
        return best;
    }

    /** How many times faster than step after step the best method would be on so many processors. */
    double gain(int processors) {
        Map<Method, Double> expected = nanoseconds(processors);
        return expected.get(Method.SEQUENTIAL) / expected.get(best(processors));
    }

    /**
     * How many steps one after the other remain where all that can be done at once is: of shooting, twice the forgetting length; of
     * Newton's method, its sweeps times the depth of a scan.
     */
    double depth() {
        double depth = steps;
        if (diagnosis.forgets()) {
            depth = Math.min(depth, 2.0 * diagnosis.forgetting());
        }
        if (newtonSweeps > 0) {
            depth = Math.min(depth, newtonSweeps * (1 + Math.ceil(Math.log(steps) / Math.log(2))));
        }
        return depth;
    }
}
