package org.stillpoint.ui.internal.host;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.osgi.util.NLS;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.plot.ResultViews;

/** Says why a service of the host is not there. */
enum Absence {
    SOLVERS(SolverRegistry.class, "org.stillpoint.host"),
    RUNS(RunService.class, "org.stillpoint.host"),
    INSTALLER(Installer.class, "org.stillpoint.host"),
    FILES(ProblemFiles.class, "org.stillpoint.io"),
    BLAS(BlasRouter.class, "org.stillpoint.blas"),
    VIEWS(ResultViews.class, "org.stillpoint.plot");

    private final Class<?> service;
    private final String bundle;

    Absence(Class<?> service, String bundle) {
        this.service = service;
        this.bundle = bundle;
    }

    /** Why services are not there: a sentence for each bundle that does not bring them. */
    static String explain(List<Class<?>> services, BundleContext context) {
        Map<String, String> sentences = new LinkedHashMap<>();
        for (Class<?> service : services) {
            Absence absence = Stream.of(values()).filter(each -> each.service == service).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(service + " is no service of the host"));
            sentences.computeIfAbsent(absence.bundle, bundle -> absence.explain(context));
        }
        return String.join(" ", sentences.values());
    }

    private String explain(BundleContext context) {
        Optional<Bundle> provider = Stream.of(context.getBundles()).filter(each -> bundle.equals(each.getSymbolicName()))
                .max(Comparator.comparingInt(Bundle::getState));
        return NLS.bind(Messages.missing, new Object[] {noun(), bundle,
                provider.map(each -> state(each.getState())).orElse(Messages.notInstalled)});
    }

    private String noun() {
        return switch (this) {
            case SOLVERS -> Messages.solvers;
            case RUNS -> Messages.runs;
            case INSTALLER -> Messages.installer;
            case FILES -> Messages.files;
            case BLAS -> Messages.blas;
            case VIEWS -> Messages.views;
        };
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.UNINSTALLED -> Messages.notInstalled;
            case Bundle.INSTALLED -> Messages.unresolved;
            case Bundle.RESOLVED -> Messages.notStarted;
            default -> Messages.withoutService;
        };
    }
}
