package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.ReferenceFit;
import org.stillpoint.api.problem.transport.SnapshotBridgeProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies bridges through snapshots: the marginals of the plans that potentials and parameters give, and the derivatives of the likelihood
 * of the plans' transitions with regard to the parameters, summed pair by pair. The objective is the sum of the plans' relative entropies.
 */
@Component
@VerifierInfo(problem = SnapshotBridgeProblem.TYPE)
public final class SnapshotBridgeVerifier implements Verifier<SnapshotBridgeProblem, ReferenceFit> {

    @Override
    public Certificate verify(SnapshotBridgeProblem problem, Solution<ReferenceFit> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no bridge", 0, 1);
            draft.note("Between measures of positive density there is always a bridge, so the claim " + solution.status() + " is wrong.");
        }
        ReferenceFit fit = solution.value();
        int sources = 0;
        int targets = 0;
        for (int k = 1; k < problem.snapshots().size(); k++) {
            sources += problem.snapshots().get(k - 1).size();
            targets += problem.snapshots().get(k).size();
        }
        boolean usable = draft.usable("theta", fit.rates(), problem.dimension());
        usable &= draft.usable("m", fit.centres(), problem.dimension());
        usable &= draft.usable("f", fit.sourcePotentials(), sources);
        if (draft.usable("g", fit.targetPotentials(), targets) && usable) {
            check(problem, fit, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(SnapshotBridgeProblem problem, ReferenceFit fit, double tolerance, CertificateDraft draft) {
        int dimension = problem.dimension();
        PreciseSum[] slopes = PreciseSum.array(2 * dimension);
        PreciseSum entropy = new PreciseSum();
        double marginals = 0;
        int plans = problem.snapshots().size() - 1;
        int source = 0;
        int target = 0;
        for (int k = 0; k < plans; k++) {
            Measure from = problem.snapshots().get(k);
            Measure to = problem.snapshots().get(k + 1);
            double time = problem.times()[k + 1] - problem.times()[k];
            PreciseSum[] columns = PreciseSum.array(to.size());
            PreciseSum error = new PreciseSum();
            for (int i = 0; i < from.size(); i++) {
                PreciseSum row = new PreciseSum();
                double weight = from.weights()[i] / from.mass();
                for (int l = 0; l < to.size(); l++) {
                    double later = to.weights()[l] / to.mass();
                    double potentials = fit.sourcePotentials()[source + i] + fit.targetPotentials()[target + l];
                    double log = potentials;
                    for (int j = 0; j < dimension; j++) {
                        log += logDensity(problem, fit, time, from.points().get(i, j), to.points().get(l, j), j);
                    }
                    double mass = weight > 0 && later > 0 ? weight * later * Math.exp(log) : 0;
                    row.add(mass);
                    columns[l].add(mass);
                    entropy.addProduct(mass, potentials);
                    for (int j = 0; j < dimension && mass > 0; j++) {
                        addSlopes(problem, fit, time, from.points().get(i, j), to.points().get(l, j), j, mass / plans, slopes);
                    }
                }
                error.add(Math.abs(row.value() - weight));
            }
            for (int l = 0; l < to.size(); l++) {
                error.add(Math.abs(columns[l].value() - to.weights()[l] / to.mass()));
            }
            marginals = Math.max(marginals, error.value());
            source += from.size();
            target += to.size();
        }
        draft.atMost("error of both marginals of a plan (L1)", marginals, tolerance);
        double whole = problem.times()[plans] - problem.times()[0];
        double rates = 0;
        double centres = 0;
        for (int j = 0; j < dimension; j++) {
            rates = Math.max(rates, Math.abs(slopes[j].value()) / whole);
            centres = Math.max(centres, Math.abs(slopes[dimension + j].value()) * deviation(problem, j));
        }
        draft.atMost("derivative of the likelihood by a rate, in units of the whole time", rates, tolerance);
        draft.atMost("derivative of the likelihood by a centre, in units of the deviation", centres, tolerance);
        draft.quantity(Certificate.OBJECTIVE, entropy.value());
    }

    private static double variance(double rate, double diffusion, double time) {
        double z = 2 * rate * time;
        return diffusion * diffusion * time * (Math.abs(z) < 1e-12 ? 1 - z / 2 : -Math.expm1(-z) / z);
    }

    private static double logDensity(SnapshotBridgeProblem problem, ReferenceFit fit, double time, double x, double y, int j) {
        double rate = fit.rates()[j];
        double variance = variance(rate, problem.diffusion()[j], time);
        double deviation = y - fit.centres()[j] - Math.exp(-rate * time) * (x - fit.centres()[j]);
        return -(Math.log(2 * Math.PI * variance) + deviation * deviation / variance) / 2;
    }

    /** Adds mass times the derivatives of the negative log density with regard to the rate and the centre. */
    private static void addSlopes(SnapshotBridgeProblem problem, ReferenceFit fit, double time, double x, double y, int j, double mass,
            PreciseSum[] slopes) {
        double rate = fit.rates()[j];
        double diffusion = problem.diffusion()[j];
        double memory = Math.exp(-rate * time);
        double variance = variance(rate, diffusion, time);
        double z = 2 * rate * time;
        // d variance / d rate; the quotient loses its digits near 0, where the series has them.
        double change = Math.abs(z) < 1e-4 ? diffusion * diffusion * time * time * (-1 + 2 * z / 3 - z * z / 4)
                : (diffusion * diffusion * time * memory * memory - variance) / rate;
        double start = x - fit.centres()[j];
        double deviation = y - fit.centres()[j] - memory * start;
        slopes[j].addProduct(mass, change / (2 * variance) * (1 - deviation * deviation / variance)
                + time * memory * start * deviation / variance);
        slopes[problem.dimension() + j].addProduct(mass, Math.expm1(-rate * time) * deviation / variance);
    }

    private static double deviation(SnapshotBridgeProblem problem, int j) {
        int count = problem.snapshots().size();
        PreciseSum mean = new PreciseSum();
        PreciseSum square = new PreciseSum();
        for (Measure snapshot : problem.snapshots()) {
            for (int i = 0; i < snapshot.size(); i++) {
                mean.addProduct(snapshot.weights()[i] / snapshot.mass() / count, snapshot.points().get(i, j));
            }
        }
        for (Measure snapshot : problem.snapshots()) {
            for (int i = 0; i < snapshot.size(); i++) {
                double difference = snapshot.points().get(i, j) - mean.value();
                square.addProduct(snapshot.weights()[i] / snapshot.mass() / count * difference, difference);
            }
        }
        return square.value() > 0 ? Math.sqrt(square.value()) : 1;
    }
}
