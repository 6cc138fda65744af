package org.stillpoint.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The recurrent layers of PyTorch, where {@code python3} finds it: single precision, default weights, as many inputs as units. */
final class RecurrencePeer {

    private static final String SCRIPT = "recurrence_peer.py";
    private static final int FIELDS = 6;

    private RecurrencePeer() {
    }

    /**
     * What is timed.
     *
     * @param layer GRU or LSTM
     * @param units the units, and the inputs
     * @param batch the sequences
     * @param steps the steps of each
     */
    record Case(String layer, int units, int batch, int steps) {
    }

    /** Whether there is a Python with PyTorch. */
    static boolean isPresent() throws InterruptedException {
        return PythonScript.finds("torch");
    }

    /**
     * Times layers.
     *
     * @param budget the seconds for each
     * @return the nanoseconds that a step of the whole batch takes
     */
    static Map<Case, Double> time(List<Case> cases, int threads, double budget) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("" + threads, "" + budget));
        cases.forEach(each -> arguments.add(each.layer() + "," + each.units() + "," + each.batch() + "," + each.steps()));
        Map<Case, Double> times = new HashMap<>();
        for (String line : PythonScript.run(SCRIPT, 60 + cases.size() * (10 + budget), arguments.toArray(String[]::new))) {
            String[] fields = line.split(" ");
            if (fields.length == FIELDS && fields[0].matches("GRU|LSTM")) {
                times.put(new Case(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[3]), Integer.parseInt(fields[4])),
                        Double.parseDouble(fields[5]));
            }
        }
        return times;
    }
}
