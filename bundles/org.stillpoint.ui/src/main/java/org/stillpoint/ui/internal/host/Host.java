package org.stillpoint.ui.internal.host;

import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverListener;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.plot.ResultViews;

/**
 * The services of the host, each of which can come and go while the workbench runs. Nobody keeps a service: it is asked for where it is
 * used. Listeners hear, on any thread, that services, solvers or bundles have changed.
 */
public final class Host implements AutoCloseable {

    private final BundleContext context;
    private final BundleListener bundleListener = this::bundleChanged;
    private final ServiceTracker<SolverRegistry, SolverRegistry> registry;
    private final ServiceTracker<RunService, RunService> runs;
    private final ServiceTracker<Installer, Installer> installer;
    private final ServiceTracker<ProblemFiles, ProblemFiles> files;
    private final ServiceTracker<BlasRouter, BlasRouter> blas;
    private final ServiceTracker<ResultViews, ResultViews> views;
    private final ServiceRegistration<SolverListener> solverListener;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Looks for the services of a framework. */
    public Host(BundleContext context) {
        this.context = context;
        registry = tracker(context, SolverRegistry.class);
        runs = tracker(context, RunService.class);
        installer = tracker(context, Installer.class);
        files = tracker(context, ProblemFiles.class);
        blas = tracker(context, BlasRouter.class);
        views = tracker(context, ResultViews.class);
        solverListener = context.registerService(SolverListener.class, new SolverListener() {
            @Override
            public void added(SolverDescriptor solver) {
                changed();
            }

            @Override
            public void removed(SolverDescriptor solver) {
                changed();
            }
        }, new Hashtable<>());
        context.addBundleListener(bundleListener);
    }

    private void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.STARTED, BundleEvent.STOPPED, BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED -> changed();
            default -> {
            }
        }
    }

    private <S> ServiceTracker<S, S> tracker(BundleContext context, Class<S> type) {
        ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null) {
            @Override
            public S addingService(ServiceReference<S> reference) {
                S service = super.addingService(reference);
                changed();
                return service;
            }

            @Override
            public void removedService(ServiceReference<S> reference, S service) {
                super.removedService(reference, service);
                changed();
            }
        };
        tracker.open();
        return tracker;
    }

    /** The installed solvers. */
    public Optional<SolverRegistry> registry() {
        return Optional.ofNullable(registry.getService());
    }

    /** Runs and their history. */
    public Optional<RunService> runs() {
        return Optional.ofNullable(runs.getService());
    }

    /** Hot installation. */
    public Optional<Installer> installer() {
        return Optional.ofNullable(installer.getService());
    }

    /** Problem and result files. */
    public Optional<ProblemFiles> files() {
        return Optional.ofNullable(files.getService());
    }

    /** Linear algebra. */
    public Optional<BlasRouter> blas() {
        return Optional.ofNullable(blas.getService());
    }

    /** Pictures and tables. */
    public Optional<ResultViews> views() {
        return Optional.ofNullable(views.getService());
    }

    /**
     * Says which of some services are not there, and why.
     *
     * @param services types of services that this class gives
     * @return a sentence for people for each bundle that should bring them and does not; empty if all are there
     */
    public String missing(Class<?>... services) {
        return Absence.explain(Stream.of(services).filter(service -> context.getServiceReference(service) == null)
                .<Class<?>>map(service -> service).toList(), context);
    }

    /** Adds somebody who wants to know when services, solvers or bundles come and go; called on any thread. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        listeners.clear();
        context.removeBundleListener(bundleListener);
        solverListener.unregister();
        List.of(registry, runs, installer, files, blas, views).forEach(ServiceTracker::close);
    }
}
