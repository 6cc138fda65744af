package org.stillpoint.verify.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.SinkhornDivergence;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a Sinkhorn divergence: the marginals of the three plans that its potentials determine, the value as the difference of their dual
 * values, how far the exact divergence can be from it, and that it is not negative beyond that.
 */
@Component
@VerifierInfo(problem = SinkhornDivergenceProblem.TYPE)
public final class SinkhornDivergenceVerifier implements Verifier<SinkhornDivergenceProblem, SinkhornDivergence> {

    /** What rounding can change in a sum, relative to what is added up. */
    private static final double ROUNDING = 0x1p-46;

    @Override
    public Certificate verify(SinkhornDivergenceProblem problem, Solution<SinkhornDivergence> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no divergence", 0, 1);
            draft.note("There always is a divergence between measures, so the claim " + status + " is not certified.");
        }
        SinkhornDivergence value = solution.value();
        int sources = problem.source().size();
        int targets = problem.target().size();
        if (draft.usable("f", value.f(), sources) & draft.usable("g", value.g(), targets)
                & draft.usable("sourceSelf", value.sourceSelf(), sources) & draft.usable("targetSelf", value.targetSelf(), targets)) {
            check(problem, value, context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(SinkhornDivergenceProblem problem, SinkhornDivergence value, VerificationContext context,
            CertificateDraft draft) throws SolverException {
        TransportProblem transport = problem.between();
        double epsilon = new TransportCosts(transport, context).epsilon();
        EntropicDual between = new EntropicDual(transport, value.f(), value.g(), context);
        EntropicDual source = new EntropicDual(problem.within(problem.source(), epsilon), value.sourceSelf(), value.sourceSelf(), context);
        EntropicDual target = new EntropicDual(problem.within(problem.target(), epsilon), value.targetSelf(), value.targetSelf(), context);
        draft.atMost("marginal error between the measures", between.marginalError(), context.tolerance());
        draft.atMost("marginal error within the source", source.marginalError(), context.tolerance());
        draft.atMost("marginal error within the target", target.marginalError(), context.tolerance());
        double masses = problem.source().mass() - problem.target().mass();
        PreciseSum sum = new PreciseSum();
        sum.add(between.value());
        sum.add(-source.value() / 2);
        sum.add(-target.value() / 2);
        sum.add(epsilon / 2 * masses * masses);
        double size = 0;
        for (EntropicDual dual : List.of(between, source, target)) {
            size = Math.max(size, dual.size());
        }
        double bound = Math.max(between.gap(), (source.gap() + target.gap()) / 2);
        draft.atMost("distance of the stated value from the dual values", Math.abs(sum.value() - value.value()),
                value.errorBound() + ROUNDING * size);
        draft.atMost("error of the value that the marginal errors allow", bound, value.errorBound() + ROUNDING * size);
        if (!draft.atMost("part of the value below 0", Math.max(-sum.value(), 0), value.errorBound())) {
            draft.note("The value is negative: exp(-cost / epsilon) is no positive definite kernel on these points.");
        }
        draft.quantity("divergence", sum.value());
        draft.quantity("error bound", bound);
        draft.quantity("transport between the measures", between.value());
        draft.quantity("transport within the source", source.value());
        draft.quantity("transport within the target", target.value());
    }
}
