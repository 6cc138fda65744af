package org.stillpoint.ui.internal.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.plot.Figures;
import org.stillpoint.ui.internal.model.PastRun;
import org.stillpoint.ui.internal.model.SessionRun;
import org.stillpoint.ui.internal.model.ShownRun;

/**
 * What is told of a run in words.
 *
 * @param verdict what the host says of it; empty before it is done
 * @param status how the solve ended
 * @param figures the most important numbers, each with its name
 * @param notes failure, remarks and warnings
 * @param certificate what the verifier found
 * @param details everything else, name and value
 */
record ResultFacts(Optional<Verdict> verdict, String status, List<String> figures, List<String> notes,
        Optional<Certificate> certificate, List<Detail> details) {

    /**
     * A detail.
     *
     * @param name what it is
     * @param value its value
     */
    record Detail(String name, String value) {
    }

    /** The facts of a run as far as they are known. */
    static ResultFacts of(ShownRun run) {
        if (run instanceof PastRun past) {
            return of(past.summary());
        }
        return run.result().map(result -> of(result, ((SessionRun) run).run().request().problem().type()))
                .orElseGet(() -> new ResultFacts(Optional.empty(), "", List.of(), List.of(), Optional.empty(), List.of()));
    }

    /** A verdict in words. */
    static String words(Verdict verdict) {
        return switch (verdict) {
            case CERTIFIED -> Messages.certified;
            case NOT_CERTIFIED -> Messages.notCertified;
            case UNVERIFIED -> Messages.unverified;
            case REFUSED -> Messages.refused;
            case FAILED -> Messages.failed;
        };
    }

    private static ResultFacts of(RunResult result, String problemType) {
        List<String> figures = new ArrayList<>();
        objective(result.certificate(), figures);
        List<String> notes = new ArrayList<>();
        result.failure().ifPresent(notes::add);
        notes.addAll(result.remarks());
        List<Detail> details = new ArrayList<>();
        details.add(new Detail(Messages.problemType, problemType));
        details.add(new Detail(Messages.solver, result.solver().id() + " " + result.solver().version()));
        details.add(new Detail(Messages.title, result.solver().title()));
        details.add(new Detail(Messages.paper, result.solver().paper()));
        details.add(new Detail(Messages.bundle, result.solver().bundle()));
        result.solution().ifPresent(solution -> {
            notes.addAll(solution.warnings());
            figures.add(NLS.bind(Messages.residualWithin, Figures.small(solution.residual()), Figures.small(solution.tolerance())));
            figures.add(iterations(solution.iterations()));
            Long evaluations = solution.counters().get(Counter.OPERATOR_EVALUATIONS);
            if (evaluations != null) {
                figures.add(evaluations == 1 ? Messages.evaluation : NLS.bind(Messages.evaluations, Figures.count(evaluations)));
            }
            details.add(new Detail(Messages.status, solution.status().name()));
            details.add(new Detail(Figures.words("residual"), Figures.value(solution.residual())));
            details.add(new Detail(Messages.tolerance, Figures.value(solution.tolerance())));
            solution.counters().forEach((name, count) -> details.add(
                    new Detail(NLS.bind(Messages.counter, Figures.words(name)), Figures.count(count))));
        });
        options(result.options(), details);
        effort(figures, result.seconds(), result.blas());
        details.add(new Detail(Messages.submitted, Figures.time(result.submitted())));
        details.add(new Detail(Messages.secondsQueued, Figures.seconds(result.secondsQueued())));
        details.add(new Detail(Messages.secondsSolving, Figures.seconds(result.seconds())));
        details.add(new Detail(Messages.secondsVerifying, Figures.seconds(result.secondsVerifying())));
        return new ResultFacts(Optional.of(result.verdict()), result.solution().map(Solution::status).map(Enum::name)
                .orElse(Messages.noAnswer), figures, notes, result.certificate(), details);
    }

    private static ResultFacts of(RunSummary summary) {
        List<String> figures = new ArrayList<>();
        objective(summary.certificate(), figures);
        if (summary.status().isPresent()) {
            figures.add(NLS.bind(Messages.residual, Figures.small(summary.residual())));
            figures.add(iterations(summary.iterations()));
        }
        effort(figures, summary.seconds(), summary.blas());
        List<String> notes = new ArrayList<>();
        summary.failure().ifPresent(notes::add);
        notes.addAll(summary.remarks());
        List<Detail> details = new ArrayList<>();
        details.add(new Detail(Messages.problemType, summary.problemType()));
        details.add(new Detail(Messages.solver, summary.solver() + " " + summary.version()));
        options(summary.options(), details);
        details.add(new Detail(Messages.submitted, Figures.time(summary.submitted())));
        details.add(new Detail(Messages.secondsSolving, Figures.seconds(summary.seconds())));
        return new ResultFacts(summary.verdict(), summary.status().orElse(Messages.noAnswer), figures, notes, summary.certificate(),
                details);
    }

    /** A number of iterations in words. */
    static String iterations(long count) {
        return count == 1 ? Messages.iteration : NLS.bind(Messages.iterations, Figures.count(count));
    }

    private static void objective(Optional<Certificate> certificate, List<String> figures) {
        certificate.map(Certificate::quantities).map(found -> found.get(Certificate.OBJECTIVE))
                .ifPresent(value -> figures.add(Certificate.OBJECTIVE + " " + Figures.value(value)));
    }

    private static void effort(List<String> figures, double seconds, String blas) {
        figures.add(NLS.bind(Messages.time, Figures.seconds(seconds)));
        if (!blas.isEmpty()) {
            figures.add(NLS.bind(Messages.blas, blas));
        }
    }

    private static void options(Map<String, ?> options, List<Detail> details) {
        options.forEach((name, value) -> details.add(new Detail(NLS.bind(Messages.option, name), String.valueOf(value))));
    }
}
