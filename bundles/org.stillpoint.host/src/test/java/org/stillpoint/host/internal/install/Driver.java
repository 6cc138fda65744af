package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.run.InstallReport;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverRegistry;

/** Does inside a framework what a test asks for from outside, in Java's own types. The tests pack it as a bundle. */
@Component(service = BiFunction.class)
public final class Driver implements BiFunction<String, List<Object>, List<Object>> {

    private final BundleContext context;

    /** Called by the component runtime. */
    @Activate
    public Driver(BundleContext context) {
        this.context = context;
    }

    /**
     * Does one thing: {@code install path force}, {@code uninstall id}, {@code installed}, {@code solvers}, {@code run id operator
     * start}, {@code workers number}, {@code configuration pid name}.
     */
    @Override
    public List<Object> apply(String verb, List<Object> arguments) {
        return switch (verb) {
            case "install" -> report(service(Installer.class).install(Path.of((String) arguments.get(0)), (Boolean) arguments.get(1)));
            case "uninstall" -> report(service(Installer.class).uninstall((String) arguments.get(0)));
            case "installed" -> service(Installer.class).installed().stream()
                    .map(feature -> (Object) (feature.id() + " " + feature.version() + (feature.draining() ? " draining" : ""))).toList();
            case "solvers" -> service(SolverRegistry.class).solvers().stream()
                    .map(solver -> (Object) (solver.id() + " " + solver.version())).toList();
            case "run" -> run(arguments);
            case "workers" -> workers((Integer) arguments.get(0));
            case "configuration" -> configuration((String) arguments.get(0), (String) arguments.get(1));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static List<Object> report(InstallReport report) {
        return List.of(report.feature(), report.version(), report.steps(), report.refusal().orElse(""), report.older());
    }

    private List<Object> run(List<Object> arguments) {
        RunRequest request = RunRequest.of(problem(arguments)).solver((String) arguments.get(0)).build();
        try {
            RunResult result = service(RunService.class).submit(request).await(Duration.ofSeconds(60)).orElseThrow();
            double[] x = result.solution().map(solution -> ((FixedPoint) solution.value()).x()).orElse(new double[0]);
            return List.of(result.verdict().name(), result.solver().version().toString(), x, result.failure().orElse(""));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Has the host take on so many runs at a time, and waits until it does. */
    private List<Object> workers(int number) {
        try {
            Configuration runs = service(ConfigurationAdmin.class).getConfiguration("org.stillpoint.host.runs", null);
            runs.update(new Hashtable<>(Map.of("workers", number)));
            for (ServiceReference<RunService> found = null; found == null || !Objects.equals(number, found.getProperty("workers"));
                    found = context.getServiceReference(RunService.class)) {
                Thread.sleep(5);
            }
            return List.of();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<Object> configuration(String pid, String name) {
        try {
            Configuration[] found = service(ConfigurationAdmin.class).listConfigurations("(service.pid=" + pid + ")");
            return found == null ? List.of() : List.of(found[0].getProperties().get(name));
        } catch (IOException | InvalidSyntaxException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static FixedPointProblem problem(List<Object> arguments) {
        return new FixedPointProblem((String) arguments.get(1), (double[]) arguments.get(2));
    }

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        if (reference == null) {
            throw new IllegalStateException("there is no " + type.getSimpleName());
        }
        return context.getService(reference);
    }
}
