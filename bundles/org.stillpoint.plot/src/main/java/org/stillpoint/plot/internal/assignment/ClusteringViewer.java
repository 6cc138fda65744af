package org.stillpoint.plot.internal.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.Clustering;
import org.stillpoint.api.problem.CorrelationClusteringProblem;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;

/**
 * Shows clusterings: who is in which cluster, and the opinions with the points of a cluster side by side, so that good clusters are blocks
 * of agreement along the diagonal.
 */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = CorrelationClusteringProblem.TYPE)
public final class ClusteringViewer extends TypedViewer<CorrelationClusteringProblem, Clustering> {

    private static final int MOST_LISTED = 12;

    /** Called by the component runtime. */
    public ClusteringViewer() {
        super(CorrelationClusteringProblem.class, Clustering.class);
    }

    @Override
    protected List<Picture> picturesOf(CorrelationClusteringProblem problem) {
        return MatrixPicture.of("Opinions", problem.opinions(), List.of(), List.of()).stream().toList();
    }

    @Override
    protected List<Picture> picturesOf(CorrelationClusteringProblem problem, Clustering clustering) {
        int[] labels = clustering.labels();
        if (labels.length != problem.points()) {
            return List.of();
        }
        int[] order = IntStream.range(0, labels.length).boxed().sorted(Comparator.comparingInt(point -> labels[point]))
                .mapToInt(point -> point).toArray();
        DMatrixRMaj sorted = new DMatrixRMaj(order.length, order.length);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            names.add(String.valueOf(order[i] + 1));
            for (int j = 0; j < order.length; j++) {
                sorted.set(i, j, problem.opinions().get(order[i], order[j]));
            }
        }
        return MatrixPicture.of("Opinions, cluster by cluster", sorted, names, names).stream().toList();
    }

    @Override
    protected List<ResultTable> tablesOf(CorrelationClusteringProblem problem, Clustering clustering) {
        int[] labels = clustering.labels();
        if (labels.length != problem.points()) {
            return List.of();
        }
        Map<Integer, List<Integer>> clusters = new TreeMap<>();
        for (int point = 0; point < labels.length; point++) {
            clusters.computeIfAbsent(labels[point], label -> new ArrayList<>()).add(point);
        }
        List<Map.Entry<Integer, List<Integer>>> bySize = new ArrayList<>(clusters.entrySet());
        bySize.sort(Comparator.comparingInt(cluster -> -cluster.getValue().size()));
        return List.of(new ResultTable(Figures.count(bySize.size()) + (bySize.size() == 1 ? " cluster" : " clusters, the largest first"),
                List.of(Column.text("cluster"), Column.text("points"), Column.number("size", 1), Column.share()), bySize.size(), rank -> {
                    List<Integer> points = bySize.get(rank).getValue();
                    return List.of(String.valueOf(bySize.get(rank).getKey() + 1L), listed(points), (long) points.size(),
                            Order.share(points.size(), bySize.get(0).getValue().size()));
                }), new ResultTable("Points", List.of(Column.text("point"), Column.text("cluster")), labels.length,
                        point -> List.of(String.valueOf(point + 1), String.valueOf(labels[point] + 1L))));
    }

    private static String listed(List<Integer> points) {
        return points.stream().limit(MOST_LISTED).map(point -> String.valueOf(point + 1)).collect(Collectors.joining(", "))
                + (points.size() > MOST_LISTED ? ", \u2026" : "");
    }
}
