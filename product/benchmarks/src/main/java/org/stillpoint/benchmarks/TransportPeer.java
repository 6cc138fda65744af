package org.stillpoint.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** POT, the Python library of optimal transport, where {@code python3} finds it: given the very costs that ours are given. */
final class TransportPeer {

    private static final String SCRIPT = "transport_peer.py";
    private static final int FIELDS = 5;

    private TransportPeer() {
    }

    /**
     * What one method made of a problem.
     *
     * @param method its name in POT
     * @param seconds the time of the call
     * @param iterations its iterations; 0 where it tells none
     * @param error the marginal error of its plan
     * @param linearCost the cost of its plan
     */
    record Result(String method, double seconds, long iterations, double error, double linearCost) {
    }

    /** Whether there is a Python with POT. */
    static boolean isPresent() throws InterruptedException {
        return PythonScript.finds("ot");
    }

    /**
     * Solves a problem with equal weights.
     *
     * @param limit the seconds that one method may take
     * @return what the methods made of it that ended in time
     */
    static List<Result> solve(double[] costs, int rows, int columns, double epsilon, double tolerance, double limit)
            throws IOException, InterruptedException {
        Path data = Files.createTempFile("stillpoint-transport", "costs");
        try {
            write(costs, columns, data);
            return results(PythonScript.run(SCRIPT, 10 + 4 * limit, data.toString(), "" + rows, "" + columns, "" + epsilon, "" + tolerance,
                    "" + limit));
        } finally {
            Files.deleteIfExists(data);
        }
    }

    private static List<Result> results(List<String> lines) {
        List<Result> results = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ");
            if (fields.length == FIELDS && fields[0].matches("sinkhorn|sinkhorn_log|emd")) {
                results.add(new Result(fields[0], Double.parseDouble(fields[1]), Long.parseLong(fields[2]),
                        Double.parseDouble(fields[3]), Double.parseDouble(fields[4])));
            }
        }
        return results;
    }

    private static void write(double[] costs, int columns, Path file) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(columns * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int from = 0; from < costs.length; from += columns) {
                row.clear();
                row.asDoubleBuffer().put(costs, from, columns);
                row.limit(columns * Double.BYTES);
                while (row.hasRemaining()) {
                    channel.write(row);
                }
            }
        }
    }
}
