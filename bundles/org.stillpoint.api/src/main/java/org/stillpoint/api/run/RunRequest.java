package org.stillpoint.api.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.Version;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;

/** What is to be run: a problem, and whatever of solver, options, limits and start is not left to the host. Immutable. */
public final class RunRequest {

    private final Problem problem;
    private final Builder parts;

    private RunRequest(Builder builder) {
        problem = builder.problem;
        parts = builder.copy();
    }

    /** Starts a request. */
    public static Builder of(Problem problem) {
        return new Builder(problem);
    }

    /** The problem. */
    public Problem problem() {
        return problem;
    }

    /** The solver's id; empty to let the host choose. */
    public Optional<String> solver() {
        return Optional.ofNullable(parts.solver);
    }

    /** The solver's version; empty for the one that is called by default. */
    public Optional<Version> version() {
        return Optional.ofNullable(parts.version);
    }

    /** Option values by name. */
    public Map<String, Object> options() {
        return Map.copyOf(parts.options);
    }

    /** The time after which the solver is asked to stop. */
    public Optional<Duration> timeLimit() {
        return Optional.ofNullable(parts.timeLimit);
    }

    /** The value to start from. */
    public Optional<Recordable> start() {
        return Optional.ofNullable(parts.start);
    }

    /** The BLAS provider to use for everything; empty for the router. */
    public Optional<String> blas() {
        return Optional.ofNullable(parts.blas);
    }

    /** The name of the problem for people: usually the file's. */
    public String label() {
        return parts.label;
    }

    /** The file that the problem was read from, as an absolute path; empty if that is not known. Kept in the history to run it again. */
    public Optional<String> source() {
        return Optional.ofNullable(parts.source);
    }

    /** Collects the parts of a {@link RunRequest}. */
    public static final class Builder {

        private final Problem problem;
        private final Map<String, Object> options = new LinkedHashMap<>();
        private String solver;
        private Version version;
        private Duration timeLimit;
        private Recordable start;
        private String blas;
        private String label;
        private String source;

        private Builder(Problem problem) {
            this.problem = Objects.requireNonNull(problem, "problem");
            label = problem.type();
        }

        private Builder copy() {
            Builder copy = new Builder(problem);
            copy.options.putAll(options);
            copy.solver = solver;
            copy.version = version;
            copy.timeLimit = timeLimit;
            copy.start = start;
            copy.blas = blas;
            copy.label = label;
            copy.source = source;
            return copy;
        }

        /** The solver's id. */
        public Builder solver(String id) {
            solver = id;
            return this;
        }

        /** The solver's id and version. */
        public Builder solver(String id, Version ofVersion) {
            solver = id;
            version = ofVersion;
            return this;
        }

        /** An option's value, as an object or as text. */
        public Builder option(String name, Object value) {
            options.put(name, value);
            return this;
        }

        /** Values of several options. */
        public Builder options(Map<String, ?> values) {
            options.putAll(values);
            return this;
        }

        /** The time after which the solver is asked to stop; must be positive. */
        public Builder timeLimit(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("time limit " + limit + "; expected a positive time");
            }
            timeLimit = limit;
            return this;
        }

        /** The value to start from. */
        public Builder start(Recordable value) {
            start = value;
            return this;
        }

        /** The BLAS provider to use for everything. */
        public Builder blas(String provider) {
            blas = provider;
            return this;
        }

        /** The name of the problem for people. */
        public Builder label(String name) {
            label = Objects.requireNonNull(name, "label");
            return this;
        }

        /** The file that the problem was read from. */
        public Builder source(Path file) {
            return source(file.toAbsolutePath().normalize().toString());
        }

        /** The file that the problem was read from, as an absolute path. */
        public Builder source(String file) {
            source = file;
            return this;
        }

        /** The request. */
        public RunRequest build() {
            return new RunRequest(this);
        }
    }
}
