package org.stillpoint.recurrence.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.problem.recurrence.TrainedRecurrence;
import org.stillpoint.recurrence.internal.gradient.ModelWeights;

/** The losses seen, and the weights of the least one. */
final class History {

    /** The losses of one epoch. */
    private record Entry(int epoch, double training, double validation, double criterion) {
    }

    private final List<Entry> entries = new ArrayList<>();
    private Entry best;
    private double[] bestWeights;

    void add(int epoch, Losses losses, double[] weights) {
        Entry entry = new Entry(epoch, losses.training(), losses.validation(), losses.criterion());
        if (best == null || Double.isNaN(best.criterion()) || entry.criterion() < best.criterion()) {
            best = entry;
            bestWeights = weights.clone();
        }
        entries.add(entry);
    }

    /** The least loss; NaN if there is none. */
    double best() {
        return best == null ? Double.NaN : best.criterion();
    }

    /** The best weights with all losses, theirs last; the weights to start from if no losses were computed. */
    TrainedRecurrence value(boolean validated, ModelWeights model) {
        double[] weights = best == null ? model.start() : bestWeights;
        List<Entry> all = new ArrayList<>(entries);
        if (best != null && entries.get(entries.size() - 1) != best) {
            all.add(best);
        }
        return new TrainedRecurrence(model.layers(weights), model.readout(weights), all.stream().mapToInt(Entry::epoch).toArray(),
                all.stream().mapToDouble(Entry::training).toArray(),
                validated ? all.stream().mapToDouble(Entry::validation).toArray() : new double[0]);
    }
}
