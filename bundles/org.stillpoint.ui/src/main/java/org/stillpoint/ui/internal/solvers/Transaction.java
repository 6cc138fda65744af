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

    /** What came of it, in a sentence. */
    String summary() {
        return reason().map(reason -> NLS.bind(Messages.refused, title, reason)).orElseGet(() -> NLS.bind(Messages.succeeded, title,
                report.steps().isEmpty() ? "" : report.steps().get(report.steps().size() - 1)));
    }
}
