package org.stillpoint.plot.internal.transport;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianBarycenterProblem;
import org.stillpoint.api.problem.transport.GaussianPlan;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.drawing.LinesPicture;
import org.stillpoint.plot.internal.drawing.LinesPicture.Line;

/** Shows normal distributions of one dimension by their densities, and of two by the ellipses of their standard deviations. */
@Component
@ResultViewerInfo(problem = {GaussianTransportProblem.TYPE, GaussianBarycenterProblem.TYPE})
public final class GaussiansViewer implements ResultViewer {

    private static final int POINTS = 240;
    private static final double DEVIATIONS = 4;

    @Override
    public List<Picture> pictures(Problem problem) {
        if (problem instanceof GaussianTransportProblem transport) {
            return picture("Measures", List.of("source", "target"), List.of(transport.source(), transport.target()));
        }
        return problem instanceof GaussianBarycenterProblem barycenter
                ? picture("Measures", names(barycenter), barycenter.measures()) : List.of();
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        if (problem instanceof GaussianTransportProblem transport && value instanceof GaussianPlan plan
                && plan.source().dimension() == transport.source().dimension()) {
            return picture("Marginals of the plan", List.of("source", "target"), List.of(plan.source(), plan.target()));
        }
        if (problem instanceof GaussianBarycenterProblem barycenter && value instanceof Gaussian found
                && found.dimension() == barycenter.dimension()) {
            List<String> names = new ArrayList<>(List.of("barycentre"));
            names.addAll(names(barycenter));
            List<Gaussian> measures = new ArrayList<>(List.of(found));
            measures.addAll(barycenter.measures());
            return picture("Barycentre", names, measures);
        }
        return List.of();
    }

    private static List<String> names(GaussianBarycenterProblem problem) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < problem.measures().size(); k++) {
            names.add("measure " + (k + 1));
        }
        return names;
    }

    private static List<Picture> picture(String title, List<String> names, List<Gaussian> measures) {
        int dimension = measures.get(0).dimension();
        if (dimension > 2 || measures.stream().anyMatch(measure -> measure.dimension() != dimension)) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (int k = 0; k < measures.size(); k++) {
            lines.add(dimension == 1 ? density(names.get(k), k, measures.get(k)) : ellipse(names.get(k), k, measures.get(k)));
        }
        return (dimension == 1 ? LinesPicture.of(title, title + ": densities", lines, "coordinate", LinesPicture.HIGH, true)
                : LinesPicture.plane(title, title + ": ellipses of the standard deviations", lines, "first coordinate across, second up"))
                .stream().toList();
    }

    private static Line density(String name, int number, Gaussian measure) {
        double deviation = Math.sqrt(measure.covariance().get(0, 0));
        double[] x = new double[POINTS + 1];
        double[] y = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            double z = DEVIATIONS * (2.0 * i / POINTS - 1);
            x[i] = measure.mean()[0] + deviation * z;
            y[i] = measure.mass() * Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
        }
        return new Line(name, number, x, y);
    }

    /** The mean plus L (cos t, sin t), L the Cholesky factor of the covariance. */
    private static Line ellipse(String name, int number, Gaussian measure) {
        double a = Math.sqrt(measure.covariance().get(0, 0));
        double b = measure.covariance().get(1, 0) / a;
        double c = Math.sqrt(Math.max(0, measure.covariance().get(1, 1) - b * b));
        double[] x = new double[POINTS + 1];
        double[] y = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            double t = 2 * Math.PI * i / POINTS;
            x[i] = measure.mean()[0] + a * Math.cos(t);
            y[i] = measure.mean()[1] + b * Math.cos(t) + c * Math.sin(t);
        }
        return new Line(name, number, x, y);
    }
}
