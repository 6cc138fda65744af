package org.stillpoint.blas.internal.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter.Rejection;
import org.stillpoint.api.blas.BlasRouter.Speed;
import org.stillpoint.blas.internal.router.CalibrationFile.Calibration;

/**
 * The providers at hand and the choice among them. The choice is a table that is replaced as a whole; it is made, and the
 * libraries are loaded, when the first operation comes that is not small.
 */
final class Selection {
    private final Candidate fallback;
    private final CalibrationFile file;
    private final long limitNanos;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private List<Measurement> measurements = List.of();
    /** Null when a choice has to be made anew. */
    private volatile Choices choices;

    Selection(BlasProvider fallback, CalibrationFile file, long limitNanos) {
        this.limitNanos = limitNanos;
        this.fallback = new Candidate(fallback);
        this.file = file;
        candidates.put(fallback.name(), this.fallback);
    }

    synchronized void add(BlasProvider provider) {
        candidates.putIfAbsent(provider.name(), new Candidate(provider));
        choices = null;
    }

    synchronized void remove(BlasProvider provider) {
        Candidate candidate = candidates.get(provider.name());
        if (candidate != null && candidate.provider() == provider && candidate != fallback) {
            candidates.remove(provider.name());
            choices = null;
        }
    }

    /** The provider for operands of which the product of the dimensions is given. */
    Blas pick(Operation operation, double product) {
        if (operation.sizeClass(product) < 0) {
            return fallback.provider();
        }
        Choices current = choices;
        if (current == null) {
            current = choose();
        }
        Candidate candidate = current.pick(operation, product);
        if (!candidate.isReady() && candidate != fallback) {
            candidate = prepared(operation, product);
        }
        return candidate.provider();
    }

    /** Prepares what was chosen by an earlier calibration; what fails is left out of the next choice. */
    private synchronized Candidate prepared(Operation operation, double product) {
        Candidate candidate = choose().pick(operation, product);
        while (candidate != fallback && !candidate.prepare()) {
            choices = null;
            candidate = choose().pick(operation, product);
        }
        return candidate;
    }

    private synchronized Choices choose() {
        if (choices == null) {
            Optional<Calibration> kept = file.read();
            prepareUnknown(kept);
            choices = usable().size() == 1 ? Choices.only(fallback) : calibrated(kept);
        }
        return choices;
    }

    /** Loads what no calibration knows, so that a provider that cannot be used does not make the calibration stale. */
    private void prepareUnknown(Optional<Calibration> kept) {
        for (Candidate candidate : usable()) {
            if (kept.isEmpty() || !kept.get().covers(Map.of(candidate.name(), candidate.version()))) {
                candidate.prepare();
            }
        }
    }

    private Choices calibrated(Optional<Calibration> kept) {
        if (kept.isPresent() && kept.get().covers(versions())) {
            measurements = kept.get().measurements();
        } else {
            usable().forEach(Candidate::prepare);
            measurements = List.copyOf(Calibrator.measure(usable(), limitNanos));
            // What a machine busy with other things shows should not be kept for good.
            if (Calibrator.isComplete(usable(), measurements)) {
                file.write(new Calibration(versions(), measurements));
            }
        }
        return Choices.fastest(fallback, usable(), measurements);
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new HashMap<>();
        usable().forEach(candidate -> versions.put(candidate.name(), candidate.version()));
        return versions;
    }

    private List<Candidate> usable() {
        return candidates.values().stream().filter(candidate -> candidate.rejection() == null).toList();
    }

    synchronized List<BlasProvider> providers() {
        List<BlasProvider> ready = new ArrayList<>();
        for (Candidate candidate : candidates.values()) {
            if (candidate.prepare()) {
                ready.add(candidate.provider());
            }
        }
        return ready;
    }

    synchronized List<Rejection> rejections() {
        providers();
        return candidates.values().stream().filter(candidate -> candidate.rejection() != null)
                .map(candidate -> new Rejection(candidate.name(), candidate.rejection())).toList();
    }

    synchronized List<Speed> speeds() {
        providers();
        if (choices == null || measurements.isEmpty()) {
            choices = calibrated(file.read());
        }
        Map<String, Candidate> inUse = new HashMap<>(candidates);
        inUse.values().removeIf(candidate -> candidate.rejection() != null);
        return choices.speeds(measurements, inUse);
    }

    synchronized Optional<BlasProvider> provider(String name) {
        Candidate candidate = candidates.get(name);
        return candidate != null && candidate.prepare() ? Optional.of(candidate.provider()) : Optional.empty();
    }
}
