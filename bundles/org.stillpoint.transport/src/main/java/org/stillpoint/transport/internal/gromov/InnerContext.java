package org.stillpoint.transport.internal.gromov;

import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.transport.internal.iteration.DelegatingContext;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/** The context of a solve within a step: with options and a start of its own, and the progress of the steps. */
final class InnerContext extends DelegatingContext {

    private final TransportPlan start;
    private final StoppingRule rule;

    InnerContext(SolveContext context, Map<String, ?> options, TransportPlan start, StoppingRule rule) {
        super(context, options);
        this.start = start;
        this.rule = rule;
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return type.isInstance(start) ? Optional.of(type.cast(start)) : Optional.empty();
    }

    @Override
    public boolean proceed(long iteration, double residual) {
        return rule.report();
    }

    @Override
    public boolean proceed(long iteration, double evaluations, double residual) {
        return rule.report();
    }
}
