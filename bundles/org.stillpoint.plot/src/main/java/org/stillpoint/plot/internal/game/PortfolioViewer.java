package org.stillpoint.plot.internal.game;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.Portfolio;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;
import org.stillpoint.plot.internal.drawing.Names;

/** Shows portfolios: the covariance of the assets, their weights and what each of them has of the risk. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = RiskParityProblem.TYPE)
public final class PortfolioViewer extends TypedViewer<RiskParityProblem, Portfolio> {

    /** Called by the component runtime. */
    public PortfolioViewer() {
        super(RiskParityProblem.class, Portfolio.class);
    }

    @Override
    protected List<Picture> picturesOf(RiskParityProblem problem) {
        return MatrixPicture.of("Covariance", problem.covariance(), problem.names(), problem.names()).stream().toList();
    }

    @Override
    protected List<ResultTable> tablesOf(RiskParityProblem problem, Portfolio portfolio) {
        double[] weights = portfolio.weights();
        if (weights.length != problem.assets()) {
            return List.of();
        }
        double[] risk = new double[weights.length];
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                risk[i] += weights[i] * problem.covariance().get(i, j) * weights[j];
            }
            variance += risk[i];
        }
        double whole = variance;
        return List.of(Shares.table("Portfolio", List.of(Column.text("asset"), Column.number("weight", Shares.DIGITS),
                Column.number("part of the risk", Shares.DIGITS)), Order.descending(weights), weights,
                (i, rank) -> List.of(Names.of(problem.names(), i), weights[i], risk[i] / whole)));
    }
}
