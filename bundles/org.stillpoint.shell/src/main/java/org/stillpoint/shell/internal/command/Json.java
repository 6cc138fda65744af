package org.stillpoint.shell.internal.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.History;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.shell.internal.comparison.Comparison;
import org.stillpoint.shell.internal.comparison.Measure;

/** What {@code --json} prints: one object, ASCII only; a number that is not finite is null. */
final class Json {

    private static final JSON WRITER = JSON.builder(
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build()).build()
            .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {
    }

    static String text(Map<String, ?> object) {
        try {
            return WRITER.asString(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * A finished run.
     *
     * @param warnings what reading the problem warned of
     */
    static Map<String, Object> result(String label, RunResult result, List<String> warnings) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("problem", label);
        object.put("solver", result.solver().id());
        object.put("status", result.solution().map(solution -> solution.status().name()).orElse(result.verdict().name()));
        object.put("certified", result.certified());
        object.put("certificate", result.certificate().map(Json::checks).orElse(List.of()));
        Map<String, Object> quantities = new LinkedHashMap<>();
        result.certificate().ifPresent(certificate -> certificate.quantities().forEach((name, value) ->
                (name.equals(Certificate.OBJECTIVE) ? object : quantities).put(name, finite(value))));
        object.put("quantities", quantities);
        object.put("notes", result.certificate().map(Certificate::notes).orElse(List.of()));
        object.put("iterations", result.solution().map(Solution::iterations).orElse(0L));
        object.put("seconds", finite(result.seconds()));
        object.put("blas", result.blas());
        object.put("warnings", warnings(result, warnings));
        return object;
    }

    /** A comparison of solvers. */
    static Map<String, Object> comparison(Comparison comparison) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("problem", comparison.label());
        object.put("type", comparison.problemType());
        object.put("tolerance", finite(comparison.tolerance()));
        object.put("certified", comparison.certified());
        object.put("cancelled", comparison.cancelled());
        object.put("runs", comparison.results().stream().map(run -> compared(comparison, run)).toList());
        object.put("refused", comparison.refusals().stream().map(run -> {
            Map<String, Object> refused = new LinkedHashMap<>();
            refused.put("solver", run.solver().id());
            refused.put("reason", run.failure().orElse(null));
            return refused;
        }).toList());
        object.put("warnings", comparison.notes());
        return object;
    }

    private static Map<String, Object> compared(Comparison comparison, RunResult run) {
        Map<String, Object> object = result(comparison.label(), run, List.of());
        object.remove("problem");
        object.put("solvedAs", run.solver().problemType());
        object.put("options", run.options());
        object.put("residual", finite(run.solution().map(Solution::residual).orElse(Double.NaN)));
        object.put("counters", run.solution().map(Solution::counters).orElse(Map.of()));
        object.put("best", comparison.measures().stream().filter(measure -> comparison.isBest(run, measure)).map(Measure::title).toList());
        History history = run.solution().map(Solution::history).orElse(History.EMPTY);
        Map<String, Object> points = new LinkedHashMap<>();
        points.put("iterations", history.iterations());
        points.put("evaluations", finite(history.evaluations()));
        points.put("seconds", finite(history.seconds()));
        points.put("residuals", finite(history.residuals()));
        object.put("history", points);
        return object;
    }

    private static List<Double> finite(double[] values) {
        return Arrays.stream(values).mapToObj(Json::finite).toList();
    }

    static List<String> warnings(RunResult result, List<String> ofReading) {
        List<String> all = new ArrayList<>(ofReading);
        result.solution().ifPresent(solution -> all.addAll(solution.warnings()));
        all.addAll(result.remarks());
        result.failure().ifPresent(all::add);
        return all;
    }

    static List<Map<String, Object>> checks(Certificate certificate) {
        return certificate.checks().stream().map(Json::check).toList();
    }

    private static Map<String, Object> check(Check check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", check.name());
        object.put("value", finite(check.value()));
        object.put("bound", finite(check.bound()));
        object.put("holds", check.holds());
        return object;
    }

    static Map<String, Object> solver(SolverDescriptor solver) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", solver.id());
        object.put("version", solver.version().toString());
        object.put("family", solver.family());
        object.put("problem", solver.problemType());
        object.put("title", solver.title());
        object.put("paper", solver.paper());
        object.put("bundle", solver.bundle());
        object.put("options", solver.options().declarations().stream().map(option -> {
            Map<String, Object> declared = new LinkedHashMap<>();
            declared.put("name", option.name());
            declared.put("default", option.standard());
            declared.put("range", option.range());
            declared.put("description", option.description());
            return declared;
        }).toList());
        return object;
    }

    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
