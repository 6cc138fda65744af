package org.stillpoint.shell.internal;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.shell.internal.command.Services;
import org.stillpoint.shell.internal.tour.TourCatalogue;
import org.stillpoint.shell.internal.tour.TourProblem;

/**
 * The host's services, each activated only when a command asks for it: {@code --help} opens no history. What installed features
 * contribute to is handed out when those of an earlier process are there again, for a command may start before them.
 */
@Component(service = Services.class)
public final class HostServices implements Services {

    private final BundleContext context;
    private final ComponentServiceObjects<SolverRegistry> registry;
    private final ComponentServiceObjects<RunService> runs;
    private final ComponentServiceObjects<Installer> installer;
    private final ComponentServiceObjects<ProblemFiles> files;
    private final ComponentServiceObjects<BlasRouter> blas;
    private final ComponentServiceObjects<ResultViews> views;

    /** Called by the component runtime. */
    @Activate
    public HostServices(BundleContext context, @Reference ComponentServiceObjects<SolverRegistry> registry,
            @Reference ComponentServiceObjects<RunService> runs, @Reference ComponentServiceObjects<Installer> installer,
            @Reference ComponentServiceObjects<ProblemFiles> files, @Reference ComponentServiceObjects<BlasRouter> blas,
            @Reference ComponentServiceObjects<ResultViews> views) {
        this.context = context;
        this.registry = registry;
        this.runs = runs;
        this.installer = installer;
        this.files = files;
        this.blas = blas;
        this.views = views;
    }

    @Override
    public SolverRegistry registry() {
        awaitFeatures();
        return registry.getService();
    }

    @Override
    public RunService runs() {
        awaitFeatures();
        return runs.getService();
    }

    @Override
    public Installer installer() {
        return installer.getService();
    }

    @Override
    public ProblemFiles files() {
        awaitFeatures();
        return files.getService();
    }

    @Override
    public BlasRouter blas() {
        return blas.getService();
    }

    @Override
    public ResultViews views() {
        awaitFeatures();
        return views.getService();
    }

    @Override
    public List<TourProblem> tour() {
        awaitFeatures();
        return TourCatalogue.find(context);
    }

    @Override
    public String version() {
        Version version = context.getBundle().getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    /** The list of what is installed is complete only when all of it is started again. */
    private void awaitFeatures() {
        installer.getService().installed();
    }
}
