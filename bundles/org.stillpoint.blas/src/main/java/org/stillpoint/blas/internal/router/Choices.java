package org.stillpoint.blas.internal.router;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.blas.BlasRouter.Speed;

/** Which provider to take for each operation and size class: a table, made from measured speeds. */
final class Choices {
    /** What another provider has to be faster by, to be worth loading and copying for. */
    private static final double ADVANTAGE = 1.1;

    private final Candidate fallback;
    private final Candidate[][] table;

    private Choices(Candidate fallback, Candidate[][] table) {
        this.fallback = fallback;
        this.table = table;
    }

    /** The fallback for everything. */
    static Choices only(Candidate fallback) {
        return new Choices(fallback, null);
    }

    /** The fastest candidate where the fallback's speed is known too, else the one chosen for the next smaller size. */
    static Choices fastest(Candidate fallback, Collection<Candidate> candidates, List<Measurement> measurements) {
        Candidate[][] table = new Candidate[Operation.values().length][];
        for (Operation operation : Operation.values()) {
            Candidate[] row = new Candidate[operation.classes()];
            for (int i = 0; i < row.length; i++) {
                row[i] = i == 0 ? fallback : row[i - 1];
                double own = speed(measurements, fallback.name(), operation, operation.size(i));
                if (own == 0) {
                    continue;
                }
                row[i] = fallback;
                double best = own * ADVANTAGE;
                for (Candidate candidate : candidates) {
                    double speed = speed(measurements, candidate.name(), operation, operation.size(i));
                    if (candidate != fallback && speed > best) {
                        best = speed;
                        row[i] = candidate;
                    }
                }
            }
            table[operation.ordinal()] = row;
        }
        return new Choices(fallback, table);
    }

    private static double speed(List<Measurement> measurements, String provider, Operation operation, int size) {
        for (Measurement measurement : measurements) {
            if (measurement.size() == size && measurement.operation() == operation && measurement.provider().equals(provider)) {
                return measurement.gigaflops();
            }
        }
        return 0;
    }

    /** The choice for operands of which the product of the dimensions is given. */
    Candidate pick(Operation operation, double product) {
        int sizeClass = table == null ? -1 : operation.sizeClass(product);
        return sizeClass < 0 ? fallback : table[operation.ordinal()][sizeClass];
    }

    /** The measurements for people, with the choices marked. */
    List<Speed> speeds(List<Measurement> measurements, Map<String, Candidate> candidates) {
        return measurements.stream().filter(measurement -> candidates.containsKey(measurement.provider()))
                .map(measurement -> new Speed(measurement.provider(), measurement.operation().label(), measurement.size(),
                        measurement.gigaflops(), isChosen(measurement)))
                .toList();
    }

    private boolean isChosen(Measurement measurement) {
        Operation operation = measurement.operation();
        for (int i = 0; table != null && i < operation.classes(); i++) {
            if (operation.size(i) == measurement.size()) {
                return table[operation.ordinal()][i].name().equals(measurement.provider());
            }
        }
        return false;
    }
}
