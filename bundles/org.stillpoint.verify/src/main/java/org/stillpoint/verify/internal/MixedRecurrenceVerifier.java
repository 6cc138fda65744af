package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.recurrence.MixedRecurrence;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies the states of dense linear recurrences given by mixers: the residual of every step and, where that is not too much work, the
 * agreement with a run from the initial state to the end that solves with each Q_t.
 */
@Component
@VerifierInfo(problem = MixedRecurrence.TYPE)
public final class MixedRecurrenceVerifier implements Verifier<MixedRecurrence, Trajectory> {

    /** How many operations a run may take. */
    private static final double MOST_OPERATIONS = 1e9;

    @Override
    public Certificate verify(MixedRecurrence problem, Solution<Trajectory> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        LinearStates.refuseOtherClaims(solution.status(), draft);
        Sequences states = solution.value().path().states();
        if (LinearStates.usable(states, problem.offsets(), draft)) {
            check(problem, states, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(MixedRecurrence problem, Sequences states, double tolerance, CertificateDraft draft) {
        LinearStates run = new LinearStates(states);
        int size = problem.size();
        double[] start = problem.start();
        double operations = (double) states.batch() * states.steps() * size * size * (size + problem.rank() + 1);
        boolean whole = operations <= MOST_OPERATIONS;
        MixerSteps exact = new MixerSteps(problem);
        for (int b = 0; b < states.batch(); b++) {
            run.begin(start, b);
            for (int t = 0; t < states.steps(); t++) {
                defects(problem, states, run, b, t);
                if (whole) {
                    exact.follow(run, b, t);
                } else {
                    run.skip(b, t);
                }
            }
        }
        run.report(whole, tolerance, draft);
        if (!whole) {
            draft.note("A run step by step would take " + operations + " operations; only the residual is checked.");
        }
    }

    /** A run that solves with each Q_t. */
    private static final class MixerSteps {

        private final MixedRecurrence problem;
        private final int size;
        private final LinearSolverDense<DMatrixRMaj> solver;
        private final DMatrixRMaj mixer;
        /** L h of the run and L e + s of the errors, side by side. */
        private final DMatrixRMaj right;
        private final DMatrixRMaj solution;
        private final double[] exact;
        private final double[] errors;

        MixerSteps(MixedRecurrence problem) {
            this.problem = problem;
            size = problem.size();
            solver = LinearSolverFactory_DDRM.lu(size);
            mixer = new DMatrixRMaj(size, size);
            right = new DMatrixRMaj(size, 2);
            solution = new DMatrixRMaj(size, 2);
            exact = new double[size];
            errors = new double[size];
        }

        void follow(LinearStates run, int sequence, int step) {
            fill(step);
            for (int k = 0; k < size; k++) {
                double transition = problem.transitions()[problem.transitionOffset(step) + k];
                right.set(k, 0, transition * run.exact()[k]);
                right.set(k, 1, transition * run.errors()[k] + run.error(step, k));
            }
            boolean solved = solver.setA(mixer);
            if (solved) {
                solver.solve(right, solution);
            }
            for (int k = 0; k < size; k++) {
                double offset = problem.offsets().values()[problem.offsets().offset(sequence, step) + k];
                exact[k] = solved ? solution.get(k, 0) + offset : Double.NaN;
                errors[k] = solved ? solution.get(k, 1) : Double.NaN;
            }
            run.advance(sequence, step, exact, errors);
        }

        /** Q_t as a dense matrix. */
        private void fill(int step) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double entry = i == j ? problem.diagonal(step, i) : 0;
                    for (int r = 0; r < problem.rank(); r++) {
                        entry += problem.left()[problem.leftOffset(step) + r * size + i]
                                * problem.right()[problem.rightOffset(step) + r * size + j];
                    }
                    mixer.set(i, j, entry);
                }
            }
        }
    }

    /** Q_t (h_t - b_t) - L_t h_{t-1}. */
    private static void defects(MixedRecurrence problem, Sequences states, LinearStates run, int sequence, int step) {
        int size = problem.size();
        int place = states.offset(sequence, step);
        int left = problem.leftOffset(step);
        int right = problem.rightOffset(step);
        double[] products = new double[problem.rank()];
        PreciseSum sum = new PreciseSum();
        for (int r = 0; r < products.length; r++) {
            sum.reset();
            for (int k = 0; k < size; k++) {
                double factor = problem.right()[right + r * size + k];
                sum.addProduct(factor, states.values()[place + k]);
                sum.addProduct(-factor, problem.offsets().values()[place + k]);
            }
            products[r] = sum.value();
        }
        for (int k = 0; k < size; k++) {
            double diagonal = problem.diagonal(step, k);
            sum.reset();
            sum.addProduct(diagonal, states.values()[place + k]);
            sum.addProduct(-diagonal, problem.offsets().values()[place + k]);
            for (int r = 0; r < products.length; r++) {
                sum.addProduct(problem.left()[left + r * size + k], products[r]);
            }
            sum.addProduct(-problem.transitions()[problem.transitionOffset(step) + k], run.before()[run.beforeOffset() + k]);
            run.defect(sum.value(), states.values()[place + k]);
        }
    }
}
