package org.stillpoint.host.internal.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.StandardProblems;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.host.internal.context.ContextFactory;
import org.stillpoint.host.internal.context.FunctionDirectory;
import org.stillpoint.host.internal.registry.ServiceTable;

/**
 * Has solutions verified and compares what the solver claimed with what the verifier measured. The verifier of a standard problem
 * type comes from Stillpoint's own bundle and from nowhere else.
 */
@Component(service = Judge.class)
public final class Judge {

    static final String STANDARD_VERIFIERS = "org.stillpoint.verify";

    private static final Logger LOGGER = System.getLogger(Judge.class.getName());

    private final ContextFactory contexts;
    private final ServiceTable<Verifier<?, ?>> verifiers;

    /** Called by the component runtime. */
    @Activate
    public Judge(BundleContext bundles, @Reference ContextFactory contexts) {
        this.contexts = contexts;
        verifiers = new ServiceTable<>(bundles);
    }

    @Reference(service = Verifier.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addVerifier(ServiceReference<Verifier<?, ?>> reference) {
        String type = problemType(reference);
        Bundle bundle = reference.getBundle();
        if (type.isEmpty() || bundle == null) {
            LOGGER.log(Level.WARNING, "a verifier of bundle {0} is not used: it lacks the service property {1}", bundle,
                    VerifierInfo.PROBLEM);
        } else if (isStandard(type) && !STANDARD_VERIFIERS.equals(bundle.getSymbolicName())) {
            LOGGER.log(Level.WARNING, "the verifier for {0} of bundle {1} is not used: problems of a standard type are verified by {2}",
                    type, bundle.getSymbolicName(), STANDARD_VERIFIERS);
        } else {
            verifiers.add(reference);
        }
    }

    void removeVerifier(ServiceReference<Verifier<?, ?>> reference) {
        verifiers.remove(reference);
    }

    private static boolean isStandard(String type) {
        return StandardProblems.types().stream().anyMatch(standard -> standard.name().equals(type));
    }

    private static String problemType(ServiceReference<?> reference) {
        return reference.getProperty(VerifierInfo.PROBLEM) instanceof String type ? type : "";
    }

    /**
     * Judges a solution.
     *
     * @param tolerance the tolerance that the user asked for
     */
    Judgement judge(Problem problem, Solution<?> solution, double tolerance) {
        Bundle origin = FrameworkUtil.getBundle(problem.getClass());
        // Of a bundle's own problem type there can be two versions side by side, each with its verifier.
        List<ServiceReference<Verifier<?, ?>>> candidates = verifiers.references().stream()
                .filter(reference -> reference.getBundle() != null && problemType(reference).equals(problem.type()))
                .sorted(Comparator.comparing(reference -> !reference.getBundle().equals(origin))).toList();
        for (ServiceReference<Verifier<?, ?>> reference : candidates) {
            Verifier<?, ?> verifier = verifiers.get(reference);
            Bundle bundle = reference.getBundle();
            if (verifier != null && bundle != null) {
                return judge(verifier, bundle.getSymbolicName() + " " + bundle.getVersion(), problem, solution, tolerance);
            }
        }
        return new Judgement(Verdict.UNVERIFIED, Optional.empty(), List.of("there is no verifier for " + problem.type() + " problems"));
    }

    private Judgement judge(Verifier<?, ?> verifier, String name, Problem problem, Solution<?> solution, double tolerance) {
        try (FunctionDirectory functions = contexts.functions()) {
            Certificate found = verify(verifier, problem, solution, new JudgeContext(tolerance, name, functions));
            if (found == null) {
                return unjudged("the verifier of " + name + " returned null");
            }
            Certificate certificate = new Certificate(name, found.checks(), found.quantities(), found.notes());
            boolean claimed = solution.status().isClaim();
            boolean certified = claimed && certificate.holds();
            List<String> remarks = new ArrayList<>();
            if (claimed && !certified) {
                remarks.add(contradiction(solution, certificate));
            }
            if (claimed && solution.tolerance() > tolerance) {
                remarks.add(String.format(Locale.ROOT, "the solver worked to the tolerance %.3e where %.3e was asked for",
                        solution.tolerance(), tolerance));
            }
            return new Judgement(certified ? Verdict.CERTIFIED : Verdict.NOT_CERTIFIED, Optional.of(certificate), List.copyOf(remarks));
        } catch (SolverException refused) {
            return unjudged("the verifier of " + name + " could not verify the solution: " + refused.getMessage());
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError failed) {
            LOGGER.log(Level.WARNING, "the verifier of " + name + " failed", failed);
            return unjudged("the verifier of " + name + " failed: " + failed);
        }
    }

    private static Judgement unjudged(String remark) {
        return new Judgement(Verdict.NOT_CERTIFIED, Optional.empty(), List.of(remark));
    }

    @SuppressWarnings("unchecked")
    private static <S extends Recordable> Certificate verify(Verifier<?, ?> verifier, Problem problem, Solution<S> solution,
            JudgeContext context) throws SolverException {
        return ((Verifier<Problem, S>) verifier).verify(problem, solution, context);
    }

    private static String contradiction(Solution<?> solution, Certificate certificate) {
        List<String> failed = new ArrayList<>();
        for (Check check : certificate.checks()) {
            if (!check.holds()) {
                failed.add(String.format(Locale.ROOT, "%s is %.3e where %s %.3e is required", check.name(), check.value(),
                        check.relation() == Check.Relation.AT_MOST ? "at most" : "at least", check.bound()));
            }
        }
        return String.format(Locale.ROOT, "the solver claimed %s with residual %.3e under tolerance %.3e, but the verifier found: %s",
                solution.status(), solution.residual(), solution.tolerance(),
                failed.isEmpty() ? "nothing to check" : String.join("; ", failed));
    }
}
