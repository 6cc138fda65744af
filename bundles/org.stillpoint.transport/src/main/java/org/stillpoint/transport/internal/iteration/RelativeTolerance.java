package org.stillpoint.transport.internal.iteration;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * Lets methods that measure marginal errors in units of mass work to a tolerance in parts of the mass, and report their errors so: their
 * option of the tolerance is multiplied by {@link TransportProblem#referenceMass()}, what they report divided by it.
 */
public final class RelativeTolerance {

    private RelativeTolerance() {
    }

    /** A method whose tolerance and residuals are in units of mass. */
    @FunctionalInterface
    public interface Method {

        /** Solves a problem. */
        Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException;
    }

    /** Solves a problem to a tolerance in parts of its mass. */
    public static Solution<TransportPlan> solve(TransportProblem problem, SolveContext context, Method method) throws SolverException {
        double mass = problem.referenceMass();
        if (mass == 1) {
            return method.solve(problem, context);
        }
        Solution<TransportPlan> absolute = method.solve(problem, new MassContext(context, mass));
        Solution.Builder<TransportPlan> relative = Solution.of(absolute.status(), absolute.value())
                .residual(absolute.residual() / mass, absolute.tolerance() / mass);
        absolute.counters().forEach(relative::count);
        absolute.warnings().forEach(relative::warn);
        return relative.build();
    }

    /** A context for a method in units of mass. */
    private static final class MassContext extends DelegatingContext {

        private final SolveContext context;
        private final double mass;

        MassContext(SolveContext context, double mass) {
            super(context, Map.of());
            this.context = context;
            this.mass = mass;
        }

        @Override
        public <O> O options(Class<O> type) {
            O relative = context.options(type);
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                Object value = method.invoke(relative, arguments);
                return method.getName().equals(Options.TOLERANCE) ? (Object) ((double) value * mass) : value;
            }));
        }

        @Override
        public boolean proceed(long iteration, double residual) {
            return context.proceed(iteration, residual / mass);
        }

        @Override
        public boolean proceed(long iteration, double evaluations, double residual) {
            return context.proceed(iteration, evaluations, residual / mass);
        }
    }
}
