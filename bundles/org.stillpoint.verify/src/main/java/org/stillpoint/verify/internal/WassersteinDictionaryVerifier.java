package org.stillpoint.verify.internal;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.transport.WassersteinDictionary;
import org.stillpoint.api.problem.transport.WassersteinDictionaryProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a Wasserstein dictionary: columns of factors and rows of codes are distributions, and the first-order gaps of all of them, from
 * potentials of transport plans that are computed here, have the sum that the tolerance allows.
 */
@Component
@VerifierInfo(problem = WassersteinDictionaryProblem.TYPE)
public final class WassersteinDictionaryVerifier implements Verifier<WassersteinDictionaryProblem, WassersteinDictionary> {

    private static final double SUM_TOLERANCE = 1e-9;
    private static final double MARGINAL_TOLERANCE = 1e-9;
    private static final int MOST_SWEEPS = 100_000;

    @Override
    public Certificate verify(WassersteinDictionaryProblem problem, Solution<WassersteinDictionary> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        WassersteinDictionary value = solution.value();
        if (fits(problem, value, draft)) {
            new Verification(problem, value).check(context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static boolean fits(WassersteinDictionaryProblem problem, WassersteinDictionary value, CertificateDraft draft) {
        List<double[]> axes = problem.grid().axes();
        if (value.factors().size() != axes.size()) {
            draft.atMost("factors beyond or short of the axes", Math.abs(value.factors().size() - axes.size()), 0);
            return false;
        }
        double off = 0;
        for (int axis = 0; axis < axes.size(); axis++) {
            DMatrixRMaj factor = value.factors().get(axis);
            if (factor.numRows != axes.get(axis).length || factor.numCols != problem.atoms()) {
                draft.atLeast("factors of " + axes.get(axis).length + " x " + problem.atoms() + " along axis " + axis, 0, 1);
                return false;
            }
            for (int r = 0; r < problem.atoms(); r++) {
                PreciseSum sum = new PreciseSum();
                for (int i = 0; i < factor.numRows; i++) {
                    sum.add(factor.get(i, r));
                    off = Math.max(off, -factor.get(i, r));
                }
                sum.add(-1);
                off = Math.max(off, Math.abs(sum.value()));
            }
        }
        DMatrixRMaj codes = value.codes();
        if (codes.numRows != problem.distributions().numRows || codes.numCols != problem.atoms()) {
            draft.atLeast("codes of " + problem.distributions().numRows + " x " + problem.atoms(), 0, 1);
            return false;
        }
        for (int n = 0; n < codes.numRows; n++) {
            PreciseSum sum = new PreciseSum();
            for (int r = 0; r < codes.numCols; r++) {
                sum.add(codes.get(n, r));
                off = Math.max(off, -codes.get(n, r));
            }
            sum.add(-1);
            off = Math.max(off, Math.abs(sum.value()));
        }
        return draft.atMost("columns and rows off distributions", off, SUM_TOLERANCE);
    }

    /** The verification of a dictionary of the right shape. */
    private static final class Verification {

        private final WassersteinDictionaryProblem problem;
        private final WassersteinDictionary value;
        private final int size;
        private final GridLogSums sums;
        private final double largestCost;
        private double objective;
        private int unsettled;

        Verification(WassersteinDictionaryProblem problem, WassersteinDictionary value) {
            this.problem = problem;
            this.value = value;
            size = problem.grid().size();
            sums = new GridLogSums(problem.grid(), 1, problem.epsilon());
            double largest = 0;
            for (double[] axis : problem.grid().axes()) {
                double[] sorted = axis.clone();
                Arrays.sort(sorted);
                largest += sums.cost(sorted[0], sorted[sorted.length - 1]);
            }
            largestCost = Math.max(largest, Double.MIN_NORMAL);
        }

        void check(double tolerance, CertificateDraft draft) {
            int atoms = problem.atoms();
            int count = problem.distributions().numRows;
            int axes = problem.grid().axes().size();
            DMatrixRMaj codes = value.codes();
            double[][] derivatives = new double[axes][];
            for (int axis = 0; axis < axes; axis++) {
                derivatives[axis] = new double[problem.grid().axes().get(axis).length * atoms];
            }
            double gap = 0;
            double[] ofCodes = new double[atoms];
            for (int n = 0; n < count; n++) {
                double[] potentials = potentials(n);
                Arrays.fill(ofCodes, 0);
                for (int r = 0; r < atoms; r++) {
                    for (int j = 0; j < size; j++) {
                        ofCodes[r] += potentials[j] * product(r, j, -1) / count;
                        for (int axis = 0; axis < axes; axis++) {
                            derivatives[axis][place(j, axis) * atoms + r] += codes.get(n, r) * potentials[j] * product(r, j, axis) / count;
                        }
                    }
                }
                gap += gap(ofCodes, 0, 1, codes.data, n * atoms, 1, atoms);
            }
            for (int axis = 0; axis < axes; axis++) {
                for (int r = 0; r < atoms; r++) {
                    gap += gap(derivatives[axis], r, atoms, value.factors().get(axis).data, r, atoms,
                            problem.grid().axes().get(axis).length);
                }
            }
            draft.atMost("transport plans whose potentials did not settle", unsettled, 0);
            draft.atMost("sum of the first-order gaps", gap / largestCost, tolerance);
            draft.quantity(Certificate.OBJECTIVE, objective / count);
        }

        private static double gap(double[] derivatives, int from, int step, double[] distribution, int first, int stride, int length) {
            double mean = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < length; i++) {
                mean += distribution[first + i * stride] * derivatives[from + i * step];
                least = Math.min(least, derivatives[from + i * step]);
            }
            return Math.max(mean - least, 0);
        }

        private int place(int point, int axis) {
            int rest = point;
            for (int later = problem.grid().axes().size() - 1; later > axis; later--) {
                rest /= problem.grid().axes().get(later).length;
            }
            return rest % problem.grid().axes().get(axis).length;
        }

        private double product(int atom, int point, int without) {
            double product = 1;
            for (int axis = 0; axis < problem.grid().axes().size(); axis++) {
                product *= axis == without ? 1 : value.factors().get(axis).get(place(point, axis), atom);
            }
            return product;
        }

        /** The derivatives of the transport cost of a distribution by its mixture, up to a constant; adds the cost to the objective. */
        private double[] potentials(int n) {
            double[] mixed = new double[size];
            for (int j = 0; j < size; j++) {
                PreciseSum sum = new PreciseSum();
                for (int r = 0; r < problem.atoms(); r++) {
                    sum.addProduct(value.codes().get(n, r), product(r, j, -1));
                }
                mixed[j] = sum.value();
            }
            // Potentials in units of epsilon.
            double[] f = new double[size];
            double[] g = new double[size];
            double error = Double.POSITIVE_INFINITY;
            for (int sweep = 0; sweep < MOST_SWEEPS && !(error <= MARGINAL_TOLERANCE); sweep++) {
                double[] ofTargets = sums.of(g);
                error = sweep == 0 ? Double.POSITIVE_INFINITY : 0;
                for (int i = 0; i < size; i++) {
                    double weight = problem.distributions().get(n, i);
                    double next = Math.log(weight) - ofTargets[i];
                    error += weight > 0 ? weight * Math.abs(Math.expm1(f[i] - next)) : 0;
                    f[i] = next;
                }
                double[] ofSources = sums.of(f);
                for (int j = 0; j < size; j++) {
                    g[j] = Math.log(mixed[j]) - ofSources[j];
                }
            }
            unsettled += error <= MARGINAL_TOLERANCE ? 0 : 1;
            for (int i = 0; i < size; i++) {
                double weight = problem.distributions().get(n, i);
                g[i] *= problem.epsilon();
                objective += (weight > 0 ? weight * problem.epsilon() * f[i] : 0) + mixed[i] * g[i];
            }
            return g;
        }
    }
}
