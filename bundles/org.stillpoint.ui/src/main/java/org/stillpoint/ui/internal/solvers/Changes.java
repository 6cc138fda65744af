package org.stillpoint.ui.internal.solvers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.progress.IWorkbenchSiteProgressService;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.ui.internal.host.Host;
import org.stillpoint.ui.internal.solvers.TransactionJob.Progress;
import org.stillpoint.ui.internal.solvers.TransactionJob.Step;

/** Installs and uninstalls for a view, asks what must be asked, and keeps what came of the last changes. On the UI thread. */
final class Changes {

    private final Control owner;
    private final Host host;
    private final IWorkbenchSiteProgressService progress;
    private final Runnable changed;
    private final List<Transaction> last = new ArrayList<>();
    private int jobs;
    private String current = "";

    /**
     * @param owner dialogs belong to its shell; once it is disposed nobody is told
     * @param changed called when something begins or ends
     */
    Changes(Control owner, Host host, IWorkbenchSiteProgressService progress, Runnable changed) {
        this.owner = owner;
        this.host = host;
        this.progress = progress;
        this.changed = changed;
    }

    /** What came of the last changes, in their order. */
    List<Transaction> last() {
        return List.copyOf(last);
    }

    /** What is at work; empty if nothing is. */
    String current() {
        return current;
    }

    /** Installs archives or bundles, one after the other. */
    void install(List<Path> archives) {
        begin(archives.size() == 1 ? NLS.bind(Messages.installing, archives.get(0).getFileName()) : Messages.installTitle,
                archives.stream().map(archive -> new Step(NLS.bind(Messages.installOf, archive.getFileName()),
                        installer -> installer.install(archive, false),
                        Optional.of(installer -> installer.install(archive, true)))).toList());
    }

    /** Uninstalls a feature if the user says so. */
    void uninstall(InstalledFeature feature, int runs) {
        String solvers = feature.solvers().isEmpty() ? Messages.noSolver : String.join(", ", feature.solvers());
        String question = NLS.bind(Messages.uninstallQuestion, new Object[] {feature.id(), feature.version(), solvers})
                + (runs == 0 ? "" : "\n\n" + NLS.bind(Messages.uninstallRuns, runs));
        if (MessageDialog.open(MessageDialog.QUESTION, owner.getShell(), Messages.uninstallTitle, question, 0, Messages.yes,
                Messages.cancel) == 0) {
            begin(NLS.bind(Messages.uninstalling, feature.id()), List.of(new Step(
                    NLS.bind(Messages.uninstallOf, feature.id(), feature.version()), installer -> installer.uninstall(feature.id()),
                    Optional.empty())));
        }
    }

    private void begin(String name, List<Step> steps) {
        if (jobs == 0) {
            last.clear();
        }
        jobs++;
        progress.schedule(new TransactionJob(name, host, steps, this::progressed), 0, true);
    }

    private void progressed(Progress state) {
        if (!owner.isDisposed()) {
            owner.getDisplay().asyncExec(() -> take(state));
        }
    }

    private void take(Progress state) {
        if (owner.isDisposed()) {
            return;
        }
        Transaction transaction = state.transaction();
        if (transaction == null) {
            current = state.step().title();
        } else {
            current = "";
            last.add(transaction);
            if (state.last()) {
                jobs--;
            }
        }
        changed.run();
        if (transaction != null && transaction.report().older() && isMeant(transaction)) {
            last.remove(transaction);
            begin(transaction.title(), List.of(new Step(transaction.title(), state.step().forced().orElseThrow(), Optional.empty())));
        }
    }

    private boolean isMeant(Transaction refused) {
        return MessageDialog.open(MessageDialog.QUESTION, owner.getShell(), Messages.olderTitle,
                NLS.bind(Messages.olderQuestion, refused.report().feature(), refused.report().version()), 0, Messages.olderYes,
                Messages.cancel) == 0;
    }
}
