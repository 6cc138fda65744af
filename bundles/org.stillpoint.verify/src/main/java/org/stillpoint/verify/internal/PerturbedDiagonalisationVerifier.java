package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.Diagonalisation;
import org.stillpoint.api.problem.recurrence.PerturbedDiagonalisation;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies diagonalisations after a perturbation: the products V L V^{-1} and V V^{-1}, the size of the perturbation where the problem
 * states it, and the condition that the solution states. Reports the backward error |A - V L V^{-1}| / |A|.
 */
@Component
@VerifierInfo(problem = PerturbedDiagonalisation.TYPE)
public final class PerturbedDiagonalisationVerifier implements Verifier<PerturbedDiagonalisation, Diagonalisation> {

    /** By how much a stated size or condition may be off, relatively, from its own rounding. */
    private static final double ROUNDING = 1e-6;

    @Override
    public Certificate verify(PerturbedDiagonalisation problem, Solution<Diagonalisation> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no diagonalisation", 0, 1);
            draft.note("Matrices near every matrix have one, so the claim " + status + " is wrong.");
        }
        Diagonalisation value = solution.value();
        int n = problem.size();
        if (draft.usable("eigenvalues", value.eigenvalues(), 2 * n) & draft.usable("vectors", value.vectors(), 2 * n * n)
                & draft.usable("inverse", value.inverse(), 2 * n * n)
                & draft.usable("perturbation", value.perturbation().data, n * n)) {
            check(problem, value, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(PerturbedDiagonalisation problem, Diagonalisation given, double tolerance, CertificateDraft draft) {
        int n = problem.size();
        // All checks are relative to |A|: A, E and L are looked at in parts of a power of 2, so that products do not overflow.
        double largest = Products.largest(problem.matrix().data);
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        double[] a = scaled(problem.matrix().data, -exponent);
        Diagonalisation value = new Diagonalisation(scaled(given.eigenvalues(), -exponent), given.vectors(), given.inverse(),
                DMatrixRMaj.wrap(n, n, scaled(given.perturbation().data, -exponent)), given.condition());
        double size = Products.norm(a);
        double norm = size == 0 ? 1 : size;
        PreciseSum real = new PreciseSum();
        PreciseSum imaginary = new PreciseSum();
        double[] defect = new double[2 * n * n];
        double[] backward = new double[2 * n * n];
        double[] identity = new double[2 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int place = i * n + j;
                row(value, true, i, j, real, imaginary);
                double matrix = a[place];
                backward[n * n + place] = imaginary.value();
                defect[n * n + place] = imaginary.value();
                real.add(-matrix);
                backward[place] = real.value();
                real.add(-value.perturbation().data[place]);
                defect[place] = real.value();
                row(value, false, i, j, real, imaginary);
                real.add(i == j ? -1 : 0);
                identity[place] = real.value();
                identity[n * n + place] = imaginary.value();
            }
        }
        draft.atMost("|A + E - V L V^-1| / |A|", Products.norm(defect) / norm, tolerance);
        draft.atMost("|V V^-1 - I|", Products.norm(identity), tolerance);
        double perturbation = Products.norm(value.perturbation().data) / norm;
        if (problem.relativeSize() >= 0) {
            draft.atMost("|E| / |A|", perturbation, problem.relativeSize() * (1 + ROUNDING));
        }
        double condition = Products.norm(value.vectors()) * Products.norm(value.inverse());
        draft.atMost("stated condition, at most that in Frobenius norms", value.condition(), condition * (1 + ROUNDING) + ROUNDING);
        draft.atLeast("stated condition, at least that in Frobenius norms over the size", value.condition(),
                condition / n * (1 - ROUNDING) - ROUNDING);
        draft.quantity("perturbation", perturbation);
        draft.quantity("backwardError", Products.norm(backward) / norm);
        draft.quantity("condition", value.condition());
    }

    private static double[] scaled(double[] values, int exponent) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = Math.scalb(values[i], exponent);
        }
        return scaled;
    }

    /** Entry (i, j) of V L X, or of V X. */
    private static void row(Diagonalisation value, boolean scaled, int i, int j, PreciseSum real, PreciseSum imaginary) {
        int n = value.size();
        int other = n * n;
        real.reset();
        imaginary.reset();
        for (int k = 0; k < n; k++) {
            double x = value.vectors()[i * n + k];
            double y = value.vectors()[other + i * n + k];
            if (scaled) {
                double scale = value.eigenvalues()[k];
                double turn = value.eigenvalues()[n + k];
                double turned = x * scale - y * turn;
                y = x * turn + y * scale;
                x = turned;
            }
            double u = value.inverse()[k * n + j];
            double v = value.inverse()[other + k * n + j];
            real.addProduct(x, u);
            real.addProduct(-y, v);
            imaginary.addProduct(x, v);
            imaginary.addProduct(y, u);
        }
    }
}
