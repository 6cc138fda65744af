package org.stillpoint.benchmarks;

/**
 * What one solver made of one program.
 *
 * @param status how it ended, in the solver's own word
 * @param solved whether it claims the optimum
 * @param seconds the time of the call
 * @param objective the objective it reports
 */
record Outcome(String status, boolean solved, double seconds, double objective) {

    Outcome faster(Outcome other) {
        return other != null && other.seconds <= seconds ? other : this;
    }
}
