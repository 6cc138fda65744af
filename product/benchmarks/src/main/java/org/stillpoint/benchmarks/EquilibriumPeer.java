package org.stillpoint.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;

/** Fixed points of dense layers in PyTorch, where {@code python3} finds it: a bare loop, and torchdeq's solvers where it is installed. */
final class EquilibriumPeer {

    private static final String SCRIPT = "equilibrium_peer.py";
    private static final int FIELDS = 5;
    private static final int MOST_EVALUATIONS = 2000;
    private static final int METHODS = 4;

    private EquilibriumPeer() {
    }

    /**
     * What a method of a peer took.
     *
     * @param method the method
     * @param name the name of the problem
     * @param seconds the least time of a solve
     * @param evaluations how often the layer was evaluated for the batch
     * @param residual the largest component of |f(z) - z|
     */
    record Row(String method, String name, double seconds, long evaluations, double residual) {
    }

    /** Whether there is a Python with PyTorch. */
    static boolean isPresent() throws InterruptedException {
        return PythonScript.finds("torch");
    }

    /**
     * Times problems with dense tanh layers.
     *
     * @param problems the problems by name
     * @param budget the seconds for each problem and method
     */
    static List<Row> time(Map<String, EquilibriumProblem> problems, int threads, double tolerance, double budget)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stillpoint-equilibria");
        try {
            List<String> arguments = new ArrayList<>(List.of("" + threads, "" + budget, "" + tolerance, "" + MOST_EVALUATIONS));
            for (Map.Entry<String, EquilibriumProblem> each : problems.entrySet()) {
                EquilibriumProblem problem = each.getValue();
                Path file = folder.resolve("problem" + arguments.size());
                write(file, problem.parameters().numbers("weight"), problem.inputs().values());
                arguments.add(each.getKey() + "," + problem.inputs().size() + "," + problem.batch() + "," + file);
            }
            List<Row> rows = new ArrayList<>();
            double patience = 60 + problems.size() * METHODS * (10 + budget);
            for (String line : PythonScript.run(SCRIPT, patience, arguments.toArray(String[]::new))) {
                String[] fields = line.split(" ");
                if (fields.length == FIELDS && fields[0].startsWith("torch") && problems.containsKey(fields[1])) {
                    rows.add(new Row(fields[0], fields[1], Double.parseDouble(fields[2]) / 1e3, Long.parseLong(fields[3]),
                            Double.parseDouble(fields[4])));
                }
            }
            return rows;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void write(Path file, double[] first, double[] second) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((first.length + second.length) * Double.BYTES).order(ByteOrder.nativeOrder());
        buffer.asDoubleBuffer().put(first).put(second);
        Files.write(file, buffer.array());
    }
}
