package org.stillpoint.ui.internal.history;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.plot.Figures;

/** The columns of the history. */
enum RunColumn {
    NUMBER(64, true, entry -> String.valueOf(entry.id()), entry -> true, Comparator.comparingLong(RunEntry::id)),
    PROBLEM(140, false, entry -> entry.run().label(), entry -> true, byText(entry -> entry.run().label())),
    SOLVER(220, false, entry -> entry.run().solver() + " " + entry.run().version(), entry -> true,
            byText(entry -> entry.run().solver() + " " + entry.run().version())),
    VERDICT(110, false, entry -> entry.run().verdict().map(RunColumn::words).orElse(""), entry -> entry.run().verdict().isPresent(),
            Comparator.comparing(entry -> entry.run().verdict().orElse(Verdict.FAILED))),
    STATUS(130, false, RunColumn::status, entry -> !status(entry).isEmpty(), byText(RunColumn::status)),
    RESIDUAL(80, true, entry -> Double.isNaN(entry.run().residual()) ? "" : Figures.small(entry.run().residual()),
            entry -> !Double.isNaN(entry.run().residual()), Comparator.comparingDouble(entry -> entry.run().residual())),
    ITERATIONS(84, true, entry -> Figures.count(entry.run().iterations()), entry -> true,
            Comparator.comparingLong(entry -> entry.run().iterations())),
    SECONDS(76, true, entry -> Figures.seconds(entry.run().seconds()), entry -> true,
            Comparator.comparingDouble(entry -> entry.run().seconds())),
    SUBMITTED(146, false, entry -> Figures.time(entry.run().submitted()), entry -> true,
            Comparator.comparing(entry -> entry.run().submitted())),
    TYPE(120, false, entry -> entry.run().problemType(), entry -> true, byText(entry -> entry.run().problemType())),
    BLAS(80, false, entry -> entry.run().blas(), entry -> !entry.run().blas().isEmpty(), byText(entry -> entry.run().blas())),
    OPTIONS(240, false, RunEntry::options, entry -> !entry.options().isEmpty(), byText(RunEntry::options));

    private final int width;
    private final boolean number;
    private final Function<RunEntry, String> text;
    private final Predicate<RunEntry> known;
    private final Comparator<RunEntry> order;

    RunColumn(int width, boolean number, Function<RunEntry, String> text, Predicate<RunEntry> known, Comparator<RunEntry> order) {
        this.width = width;
        this.number = number;
        this.text = text;
        this.known = known;
        this.order = order;
    }

    private static Comparator<RunEntry> byText(Function<RunEntry, String> text) {
        return Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER);
    }

    /** The name of the column for people. */
    String title() {
        return switch (this) {
            case NUMBER -> Messages.column_number;
            case SUBMITTED -> Messages.column_submitted;
            case PROBLEM -> Messages.column_problem;
            case TYPE -> Messages.column_type;
            case SOLVER -> Messages.column_solver;
            case VERDICT -> Messages.column_verdict;
            case STATUS -> Messages.column_status;
            case RESIDUAL -> Messages.column_residual;
            case ITERATIONS -> Messages.column_iterations;
            case SECONDS -> Messages.column_time;
            case BLAS -> Messages.column_blas;
            case OPTIONS -> Messages.column_options;
        };
    }

    /** The width in pixels before the user changes it. */
    int width() {
        return width;
    }

    /** Whether its values are numbers, which stand to the right. */
    boolean number() {
        return number;
    }

    String text(RunEntry entry) {
        return text.apply(entry);
    }

    /** The order of the rows: by this column, those that have no value there last, equal ones newest first. */
    Comparator<RunEntry> order(boolean ascending) {
        Comparator<RunEntry> missingLast = Comparator.comparing(entry -> !known.test(entry));
        return missingLast.thenComparing(ascending ? order : order.reversed())
                .thenComparing(Comparator.comparingLong(RunEntry::id).reversed());
    }

    /** A verdict for people. */
    static String words(Verdict verdict) {
        return switch (verdict) {
            case CERTIFIED -> Messages.verdict_certified;
            case NOT_CERTIFIED -> Messages.verdict_notCertified;
            case UNVERIFIED -> Messages.verdict_unverified;
            case REFUSED -> Messages.verdict_refused;
            case FAILED -> Messages.verdict_failed;
        };
    }

    /** How the run ended, or where it stands. */
    private static String status(RunEntry entry) {
        RunSummary run = entry.run();
        if (!entry.done() && !entry.active()) {
            return Messages.state_elsewhere;
        }
        return switch (run.state()) {
            case QUEUED -> Messages.state_queued;
            case RUNNING -> Messages.state_running;
            case VERIFYING -> Messages.state_verifying;
            case DONE -> run.status().orElse("");
        };
    }
}
