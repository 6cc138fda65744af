package org.stillpoint.ui.internal.solvers;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.run.InstallReport;
import org.stillpoint.api.run.Installer;
import org.stillpoint.ui.internal.host.Host;

/**
 * Changes what is installed, one transaction after the other and never two at a time. A transaction that has begun is carried through,
 * which takes a moment; after a cancel the others are not begun.
 */
final class TransactionJob extends Job {

    /** One after the other, of all jobs. */
    private static final ISchedulingRule ALONE = new ISchedulingRule() {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return rule == this;
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule == this;
        }
    };

    private final Host host;
    private final List<Step> steps;
    private final Consumer<Progress> listener;

    /**
     * What is to be done.
     *
     * @param title what it is, for people
     * @param action does it
     * @param forced does it where it was refused for the age of what is to be installed
     */
    record Step(String title, Function<Installer, InstallReport> action, Optional<Function<Installer, InstallReport>> forced) {
    }

    /**
     * How far the job is.
     *
     * @param step the step that this is about
     * @param transaction what came of it; null when it begins
     * @param last whether there are no more
     */
    record Progress(Step step, Transaction transaction, boolean last) {
    }

    /**
     * @param listener hears of each step, on the thread of the job
     */
    TransactionJob(String name, Host host, List<Step> steps, Consumer<Progress> listener) {
        super(name);
        this.host = host;
        this.steps = List.copyOf(steps);
        this.listener = listener;
        setRule(ALONE);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        SubMonitor progress = SubMonitor.convert(monitor, getName(), steps.size());
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            progress.subTask(NLS.bind(Messages.installingOne, new Object[] {step.title(), i + 1, steps.size()}));
            if (monitor.isCanceled()) {
                listener.accept(new Progress(step, new Transaction(step.title(), refusal(Messages.notBegun)), true));
                return Status.CANCEL_STATUS;
            }
            listener.accept(new Progress(step, null, last));
            listener.accept(new Progress(step, new Transaction(step.title(), carryOut(step)), last));
            progress.worked(1);
        }
        return Status.OK_STATUS;
    }

    private InstallReport carryOut(Step step) {
        try {
            return host.installer().map(step.action()).orElseGet(() -> refusal(host.missing(Installer.class)));
        } catch (RuntimeException | LinkageError failed) {
            // The host may go away while it is at work: what is said is where the user looks.
            return refusal(NLS.bind(Messages.failed, step.title(), failed));
        }
    }

    private static InstallReport refusal(String reason) {
        return new InstallReport("", "", List.of(), Optional.of(reason));
    }
}
