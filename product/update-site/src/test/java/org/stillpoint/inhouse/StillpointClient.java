package org.stillpoint.inhouse;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverRegistry;

/** All that the application knows of Stillpoint. */
final class StillpointClient {

    private static final long PATIENCE_MILLISECONDS = 10_000;

    private StillpointClient() {
    }

    static void listSolvers(BundleContext bundles) throws InterruptedException {
        for (SolverDescriptor solver : service(bundles, SolverRegistry.class).solvers()) {
            System.out.println("solver " + solver.id() + " " + solver.version());
        }
    }

    static void solve(BundleContext bundles, Path file) throws InterruptedException, IOException {
        RunRequest request = RunRequest.of(service(bundles, ProblemFiles.class).read(file).problem()).build();
        RunResult result = service(bundles, RunService.class).submit(request).await();
        System.out.println("solved " + file.getFileName() + " " + result.solver().id() + " " + result.solver().version() + " "
                + result.solution().map(solution -> solution.status().toString()).orElse("-") + " " + result.verdict());
    }

    private static <T> T service(BundleContext bundles, Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(bundles, type, null);
        tracker.open();
        T service = tracker.waitForService(PATIENCE_MILLISECONDS);
        if (service == null) {
            throw new IllegalStateException("no " + type.getSimpleName() + " appeared");
        }
        return service;
    }
}
