package org.stillpoint.plot.internal.game;

import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConstrainedPolicy;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;

/** Shows decision processes: the rewards, and which actions a policy takes in which state. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = ConstrainedDecisionProcess.TYPE)
public final class DecisionProcessViewer extends TypedViewer<ConstrainedDecisionProcess, ConstrainedPolicy> {

    private static final double NEGLIGIBLE = 1e-9;

    /** Called by the component runtime. */
    public DecisionProcessViewer() {
        super(ConstrainedDecisionProcess.class, ConstrainedPolicy.class);
    }

    private static boolean fits(ConstrainedDecisionProcess process, ConstrainedPolicy policy) {
        return policy.policy().length == process.states() * process.actions();
    }

    @Override
    protected List<Picture> picturesOf(ConstrainedDecisionProcess process) {
        return MatrixPicture.dense("Rewards of states and actions", process.rewards(), 0, process.states(), process.actions(), List.of(),
                List.of()).stream().toList();
    }

    @Override
    protected List<Picture> picturesOf(ConstrainedDecisionProcess process, ConstrainedPolicy policy) {
        return fits(process, policy) ? MatrixPicture.dense("Probabilities of actions in each state", policy.policy(), 0, process.states(),
                process.actions(), List.of(), List.of()).stream().toList() : List.of();
    }

    @Override
    protected List<ResultTable> tablesOf(ConstrainedDecisionProcess process, ConstrainedPolicy policy) {
        double[] probabilities = policy.policy();
        if (!fits(process, policy)) {
            return List.of();
        }
        int[] taken = IntStream.range(0, probabilities.length).filter(k -> !(probabilities[k] <= NEGLIGIBLE)).toArray();
        return List.of(Shares.table("Actions that are taken", List.of(Column.text(""), Column.number("probability", Shares.DIGITS)), taken,
                probabilities, (k, rank) -> List.of("state " + (k / process.actions() + 1) + ", action " + (k % process.actions() + 1),
                        probabilities[k])));
    }
}
