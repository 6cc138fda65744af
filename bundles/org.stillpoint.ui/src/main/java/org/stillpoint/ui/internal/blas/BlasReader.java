package org.stillpoint.ui.internal.blas;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.blas.BlasRouter.Rejection;
import org.stillpoint.ui.internal.host.Host;

/** Reads what does linear algebra on this machine: the libraries are loaded for that, and measured if that has not been done. */
final class BlasReader extends Job {

    private final Host host;
    private final Consumer<State> receiver;

    /**
     * What does linear algebra.
     *
     * @param providers the providers in use
     * @param rejections those that are not used
     * @param speeds what was measured
     * @param failure why there is nothing to say; empty if there is
     */
    record State(List<Provider> providers, List<Rejection> rejections, SpeedTable speeds, String failure) {

        static final State NOTHING = new State(List.of(), List.of(), SpeedTable.EMPTY, "");
    }

    /**
     * A provider in use.
     *
     * @param name its name
     * @param version the version of its library
     * @param description what it is
     */
    record Provider(String name, String version, String description) {
    }

    /**
     * @param system whether it is so quick that nobody need see it
     * @param receiver takes what was read, on the thread of the job
     */
    BlasReader(Host host, boolean system, Consumer<State> receiver) {
        super(system ? Messages.read : Messages.measure);
        this.host = host;
        this.receiver = receiver;
        setSystem(system);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        SubMonitor.convert(monitor, getName(), IProgressMonitor.UNKNOWN);
        try {
            Optional<BlasRouter> router = host.blas();
            receiver.accept(router.isPresent() ? read(router.get()) : State.NOTHING);
        } catch (RuntimeException | LinkageError failed) {
            receiver.accept(new State(List.of(), List.of(), SpeedTable.EMPTY, NLS.bind(Messages.failed, failed)));
        }
        return Status.OK_STATUS;
    }

    private static State read(BlasRouter router) {
        List<BlasProvider> providers = router.providers();
        List<Provider> inUse = providers.stream()
                .map(provider -> new Provider(provider.name(), provider.version(), provider.description())).toList();
        return new State(inUse, router.rejections(),
                SpeedTable.of(providers.stream().map(BlasProvider::name).toList(), router.calibration()), "");
    }
}
