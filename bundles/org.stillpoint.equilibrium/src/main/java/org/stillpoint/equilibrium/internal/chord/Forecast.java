package org.stillpoint.equilibrium.internal.chord;

import java.util.Locale;

/**
 * What plain iterations and the chord method are going to take for a batch of samples of an activated layer, from what a {@link Pilot} saw.
 * Plain iterations contract by rho; those of the chord method by about s rho / sqrt(1 - rho^2), where s is the spread of the slopes: that
 * is the spectral radius of (I - D W)^-1 (D_i - D) W where the elements of W are independent. Costs are counted in operations, not timed,
 * so that the choice is the same each time.
 *
 * @param plainContraction by how much a plain iteration shortens residuals
 * @param chordContraction by how much one with the chord does
 * @param plainEvaluations the evaluations of a sample by plain iterations
 * @param chordEvaluations those by the chord method
 * @param plainCost the operations of plain iterations for the batch
 * @param chordCost those of the chord method, its matrix included
 */
record Forecast(double plainContraction, double chordContraction, double plainEvaluations, double chordEvaluations, double plainCost,
        double chordCost) {

    /** The evaluations that rounds of corrections take besides those that contract; plain ones end in images, which contracts once more. */
    private static final double PLAIN_ROUNDS = 2;
    private static final double CHORD_ROUNDS = 3.5;
    /** No more evaluations are foreseen than these. */
    private static final double MOST = 10_000;
    /** The operations that a matrix K takes: in units of d^3 its products, and of d^2 the time of all else. */
    private static final double MATRIX = 2;
    private static final double MATRIX_ENTRY = 1500;
    /** The operations that take the time of what an iteration does to a component besides the product. */
    private static final double COMPONENT = 100;

    static Forecast of(Pilot pilot, int size, int samples, double tolerance) {
        double plain = pilot.contraction();
        double chord = plain < 1 ? pilot.spread() * plain / Math.sqrt(1 - plain * plain) : pilot.spread();
        double plainEvaluations = evaluations(plain, PLAIN_ROUNDS, pilot.defect(), tolerance);
        double chordEvaluations = evaluations(chord, CHORD_ROUNDS, pilot.defect(), tolerance);
        double each = samples * (2.0 * size * size + COMPONENT * size);
        return new Forecast(plain, chord, plainEvaluations, chordEvaluations, each * plainEvaluations,
                each * chordEvaluations + (MATRIX * size + MATRIX_ENTRY) * size * size);
    }

    private static double evaluations(double contraction, double rounds, double defect, double tolerance) {
        if (defect <= tolerance || contraction == 0) {
            return rounds;
        }
        return contraction < 1 ? Math.min(MOST, rounds + Math.log(tolerance / defect) / Math.log(contraction)) : MOST;
    }

    /** Whether the chord method is worth its matrix. */
    boolean chordPays() {
        return chordCost < plainCost;
    }

    String describe() {
        return String.format(Locale.ROOT, "plain iterations contract by %.2g and would take %s evaluations of a sample, those of the chord "
                + "method by %.2g, %s and a matrix that costs as much as %.2g of all samples", plainContraction, text(plainEvaluations),
                chordContraction, text(chordEvaluations), matrixEvaluations());
    }

    private double matrixEvaluations() {
        double each = plainCost / plainEvaluations;
        return chordCost / each - chordEvaluations;
    }

    private static String text(double evaluations) {
        return evaluations < MOST ? "about " + Math.round(evaluations) : "too many";
    }
}
