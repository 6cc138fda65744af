package org.stillpoint.host.internal.install.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.host.internal.install.archive.RefusedException;

/**
 * The part of a rehearsal that runs inside the throw-away framework, where the classes of the new solvers are. It is active
 * nowhere else, and is spoken to in Java's own types, because the two frameworks share no others.
 */
@Component(service = Function.class, property = RehearsalProbe.MARK + "=true")
@SatisfyingConditionTarget("(" + RehearsalProbe.CONDITION_ID + "=" + RehearsalProbe.MARK + ")")
public final class RehearsalProbe implements Function<long[], Map<String, Object>> {

    /** Marks the probe's service and the condition that only a rehearsal publishes. */
    static final String MARK = "stillpoint.rehearsal";
    /** The service property that names a condition. */
    static final String CONDITION_ID = "osgi.condition.id";
    /** Answer: why the bundles are refused, absent if they are not. */
    static final String REFUSAL = "refusal";
    /** Answer: the ids of the new solvers, a list of texts. */
    static final String SOLVERS = "solvers";
    /** Answer: remarks for people, a list of texts. */
    static final String REMARKS = "remarks";
    private static final long GRACE_SECONDS = 5;
    private static final long SETTLING_MILLISECONDS = 1_000;

    private final BundleContext context;
    private final ComponentCheck components;

    /** Called by the component runtime. */
    @Activate
    public RehearsalProbe(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        components = new ComponentCheck(runtime);
    }

    /** Checks the bundles of the given ids. */
    @Override
    public Map<String, Object> apply(long[] ids) {
        Set<Bundle> added = new LinkedHashSet<>(LongStream.of(ids).mapToObj(context::getBundle).toList());
        FutureTask<Map<String, Object>> task = new FutureTask<>(() -> check(added));
        Thread thread = new Thread(task, "stillpoint-rehearsal");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(SelfCheck.SECONDS + GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException endless) {
            thread.interrupt();
            return Map.of(REFUSAL, "a self-check did not end, and did not stop when it was asked to after " + SelfCheck.SECONDS
                    + " seconds: " + solvers(added).map(RehearsalProbe::id).toList());
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Map.of(REFUSAL, "the installation was interrupted");
        } catch (ExecutionException failed) {
            return Map.of(REFUSAL, failed.getCause() instanceof RefusedException refusal ? refusal.getMessage()
                    : "the rehearsal failed: " + failed.getCause());
        }
    }

    private Map<String, Object> check(Set<Bundle> added) throws RefusedException, InterruptedException {
        requireComponents(added);
        SelfCheck selfCheck = new SelfCheck(context, added);
        List<String> ids = new ArrayList<>();
        List<String> remarks = new ArrayList<>(components.waiting(added));
        for (ServiceReference<Solver<Problem, Recordable>> reference : solvers(added).toList()) {
            ids.add(id(reference));
            remarks.add(run(selfCheck, reference, added));
        }
        requireComponents(added);
        return Map.of(SOLVERS, ids, REMARKS, remarks);
    }

    /** Where the component is what is wrong, it says so better than the solver's failure does. */
    private String run(SelfCheck selfCheck, ServiceReference<Solver<Problem, Recordable>> reference, Set<Bundle> added)
            throws RefusedException {
        try {
            return selfCheck.run(reference);
        } catch (RefusedException refused) {
            List<String> problems = components.problems(added);
            throw problems.isEmpty() ? refused : new RefusedException(String.join("; ", problems), refused);
        }
    }

    /** Services may arrive a little after their bundle has started. */
    private void requireComponents(Set<Bundle> added) throws RefusedException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLING_MILLISECONDS);
        List<String> problems = components.problems(added);
        while (!problems.isEmpty() && System.nanoTime() - deadline < 0) {
            Thread.sleep(10);
            problems = components.problems(added);
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join("; ", problems));
        }
    }

    @SuppressWarnings("unchecked")
    private static Stream<ServiceReference<Solver<Problem, Recordable>>> solvers(Set<Bundle> bundles) {
        return bundles.stream().flatMap(bundle -> Stream.ofNullable(bundle.getRegisteredServices()).flatMap(Stream::of))
                .filter(reference -> List.of((String[]) reference.getProperty(Constants.OBJECTCLASS)).contains(Solver.class.getName()))
                .map(reference -> (ServiceReference<Solver<Problem, Recordable>>) reference);
    }

    private static String id(ServiceReference<?> reference) {
        return String.valueOf(reference.getProperty(SolverInfo.ID));
    }
}
