package org.stillpoint.halpern.internal.presolve;

/**
 * Row p equalled lambda times row q; its sides, divided by lambda, were laid over those of row q, and it left the program. A dual
 * of row q that presses on a side which row p set belongs to row p.
 *
 * @param removed the row p
 * @param kept the row q
 * @param factor the factor lambda
 * @param setLower whether row p raised the lower side of row q
 * @param setUpper whether row p cut the upper side of row q
 */
record ParallelRow(int removed, int kept, double factor, boolean setLower, boolean setUpper) implements Step {

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        if (y[kept] > 0 && setLower || y[kept] < 0 && setUpper) {
            y[removed] = y[kept] / factor;
            y[kept] = 0;
        }
    }

    @Override
    public void reduceDual(double[] y) {
        y[kept] += factor * y[removed];
    }
}
