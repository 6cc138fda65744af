package org.stillpoint.ui.internal.solvers;

import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.run.InstallReport;

/**
 * An installation or removal that is over.
 *
 * @param title what was asked for
 * @param report what came of it
 */
record Transaction(String title, InstallReport report) {

    /** Why it was refused, in words that fit a window; empty if it took place. */
    Optional<String> reason() {
        return report.older() ? Optional.of(NLS.bind(Messages.older, report.feature(), report.version())) : report.refusal();
    }

    /** What came of it, in a sentence; the others are in the report. */
    String summary() {
        return reason().map(reason -> NLS.bind(Messages.refused, title, firstSentence(reason))).orElseGet(() -> NLS.bind(Messages.succeeded, title,
                report.steps().isEmpty() ? "" : firstSentence(report.steps().get(report.steps().size() - 1))));
    }

    private static String firstSentence(String text) {
        String line = text.lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end);
    }
}
