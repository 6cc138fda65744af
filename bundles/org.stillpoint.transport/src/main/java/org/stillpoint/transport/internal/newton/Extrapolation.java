package org.stillpoint.transport.internal.newton;

/** Guesses the potentials at the next epsilon by the line through those at the last two. */
final class Extrapolation {

    private final SemiDual dual;
    private final double[] formerF;
    private final double[] formerG;
    private double formerEpsilon = Double.NaN;

    Extrapolation(SemiDual dual) {
        this.dual = dual;
        formerF = new double[dual.f.length];
        formerG = new double[dual.g.length];
    }

    /** Replaces the potentials at an epsilon by a guess of those at the next; by themselves the first time. */
    void advance(double epsilon, double next) {
        double factor = Double.isNaN(formerEpsilon) ? 0 : (next - epsilon) / (epsilon - formerEpsilon);
        advance(dual.f, formerF, factor);
        advance(dual.g, formerG, factor);
        formerEpsilon = epsilon;
    }

    private static void advance(double[] x, double[] former, double factor) {
        for (int i = 0; i < x.length; i++) {
            double current = x[i];
            x[i] = current + factor * (current - former[i]);
            former[i] = current;
        }
    }
}
