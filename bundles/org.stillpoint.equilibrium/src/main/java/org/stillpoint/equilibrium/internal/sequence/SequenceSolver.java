package org.stillpoint.equilibrium.internal.sequence;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequence;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/**
 * Solves the equilibria z_t = f(z_t, x_t) of a sequence one after the other, each from a prediction by those before,
 *
 * <pre>
 *   z_t starts from z_{t-1},    or from 2 z_{t-1} - z_{t-2},
 * </pre>
 *
 * so that an iteration which contracts by rho has to make the step from one time to the next small and not the whole state: it saves some
 * log(|z_t| / |z_t - prediction|) / log(1 / rho) evaluations. Each sample goes its own way. The first start, and that of a sample which
 * ended in no finite state, is the one of the problem, or the state of the same time in an earlier sequence that is given to start from.
 * The evaluations can be limited for the whole sequence, see {@link IterationBudget}.
 *
 * <p>Source: Bai and Melas-Kyriazi 2024, who reuse fixed points along the times of a diffusion.
 */
@Component(service = Solver.class)
@Designate(ocd = SequenceOptions.class)
@SolverInfo(id = "equilibrium.sequence", family = "equilibrium", problem = EquilibriumSequenceProblem.TYPE,
        title = "Equilibria one after the other, each from those before",
        paper = "Bai and Melas-Kyriazi: Fixed point diffusion models, 2024, arXiv:2401.08741")
public final class SequenceSolver implements Solver<EquilibriumSequenceProblem, EquilibriumSequence> {

    @Override
    public Solution<EquilibriumSequence> solve(EquilibriumSequenceProblem problem, SolveContext context) throws SolverException {
        return SequenceRun.solve(problem, context.options(SequenceOptions.class), context);
    }

    /** Two units with typed-in weights, two samples, four times. */
    @Override
    public EquilibriumSequenceProblem selfCheck() {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("weight", new NamedArray(new double[] {.5, -.3, .2, .4}, 2, 2)).text("activation", "tanh").build();
        Samples inputs = new Samples(new double[] {.5, -1, 0, 2, .6, -1, .1, 1.9, .7, -.9, .1, 1.8, .8, -.9, .2, 1.8}, 8, 2);
        return EquilibriumSequenceProblem.of(EquilibriumProblem.of(StandardLayer.DENSE, parameters, inputs), 4);
    }
}
