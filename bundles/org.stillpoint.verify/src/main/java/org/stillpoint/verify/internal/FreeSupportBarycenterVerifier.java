package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.FreeSupportBarycenter;
import org.stillpoint.api.problem.transport.FreeSupportBarycenterProblem;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies that points are a stationary barycentre: the marginals of the plans to all measures, and that every point is the weighted mean
 * of the means of where its mass goes. That no other arrangement is better is not shown.
 */
@Component
@VerifierInfo(problem = FreeSupportBarycenterProblem.TYPE)
public final class FreeSupportBarycenterVerifier implements Verifier<FreeSupportBarycenterProblem, FreeSupportBarycenter> {

    @Override
    public Certificate verify(FreeSupportBarycenterProblem problem, Solution<FreeSupportBarycenter> solution,
            VerificationContext context) throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no barycentre", 0, 1);
            draft.note("There always is a barycentre, so the claim " + status + " is not certified.");
        }
        FreeSupportBarycenter value = solution.value();
        int count = problem.measures().size();
        boolean usable = draft.usable("points", value.points().data, problem.size() * problem.dimension())
                & draft.atMost("measures without potentials, or potentials without measure", Math.abs(value.f().size() - count), 0);
        usable = usable && value.points().numCols == problem.dimension();
        for (int k = 0; k < count && usable; k++) {
            usable = draft.usable("f" + k, value.f().get(k), problem.size())
                    & draft.usable("g" + k, value.g().get(k), problem.measures().get(k).size());
        }
        if (usable) {
            check(problem, value, context, draft);
        } else {
            draft.atLeast("parts of the value that fit", 0, 1);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(FreeSupportBarycenterProblem problem, FreeSupportBarycenter value, VerificationContext context,
            CertificateDraft draft) throws SolverException {
        DMatrixRMaj points = value.points();
        double[] even = new double[problem.size()];
        Arrays.fill(even, 1.0 / even.length);
        PreciseSum[] distance = PreciseSum.array(points.getNumElements());
        for (int i = 0; i < distance.length; i++) {
            distance[i].add(-points.data[i]);
        }
        double error = 0;
        double objective = 0;
        double[] mean = new double[problem.dimension()];
        for (int k = 0; k < problem.measures().size(); k++) {
            Measure measure = problem.measures().get(k);
            double weight = problem.weights()[k];
            TransportProblem transport = TransportProblem.of(new Measure(even, points), measure, GroundCost.Distance.SQUARED_EUCLIDEAN)
                    .regulariser(Regulariser.RELATIVE_ENTROPY, problem.epsilon()).build();
            EntropicDual dual = new EntropicDual(transport, value.f().get(k), value.g().get(k), context);
            error += weight * dual.marginalError();
            objective += weight * dual.value();
            TransportCosts costs = new TransportCosts(transport, context);
            for (int j = 0; j < measure.size(); j++) {
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += weight * measure.weights()[j] * measure.points().get(j, d);
                }
                for (int i = 0; i < even.length && measure.weights()[j] > 0; i++) {
                    double part = weight * measure.weights()[j]
                            * Math.exp((value.f().get(k)[i] + value.g().get(k)[j] - costs.at(i, j)) / problem.epsilon());
                    for (int d = 0; d < mean.length; d++) {
                        distance[i * mean.length + d].addProduct(part, measure.points().get(j, d));
                    }
                }
            }
        }
        double square = 0;
        for (PreciseSum coordinate : distance) {
            square += coordinate.value() * coordinate.value() / even.length;
        }
        double spread = spread(problem, mean);
        draft.atMost("marginal error", error, context.tolerance());
        draft.atMost("distance of the points from where they are drawn (relative)", Math.sqrt(square) / spread, context.tolerance());
        draft.quantity(Certificate.OBJECTIVE, objective);
    }

    private static double spread(FreeSupportBarycenterProblem problem, double[] mean) {
        PreciseSum square = new PreciseSum();
        for (int k = 0; k < problem.measures().size(); k++) {
            Measure measure = problem.measures().get(k);
            for (int j = 0; j < measure.size(); j++) {
                for (int d = 0; d < mean.length; d++) {
                    double difference = measure.points().get(j, d) - mean[d];
                    square.addProduct(problem.weights()[k] * measure.weights()[j] * difference, difference);
                }
            }
        }
        return square.value() > 0 ? Math.sqrt(square.value()) : 1;
    }
}
