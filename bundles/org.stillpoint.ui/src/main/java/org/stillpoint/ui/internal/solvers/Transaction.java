package org.stillpoint.ui.internal.solvers;

import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.run.InstallReport;

/**
 * An installation or removal that is over.
 *
 * @param title what was asked for
 * @param report what came of it
 */
record Transaction(String title, InstallReport report) {

    /** What came of it, in a sentence. */
    String summary() {
        return report.refusal().map(reason -> NLS.bind(Messages.refused, title, reason)).orElseGet(() -> NLS.bind(Messages.succeeded, title,
                report.steps().isEmpty() ? "" : report.steps().get(report.steps().size() - 1)));
    }
}
