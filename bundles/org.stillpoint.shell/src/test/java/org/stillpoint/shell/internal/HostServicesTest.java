package org.stillpoint.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.ComponentServiceObjects;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.plot.ResultViews;

class HostServicesTest {

    private final List<String> calls = new ArrayList<>();
    private final BundleContext context = proxy(BundleContext.class, "context");
    private final HostServices services = new HostServices(context, objects(SolverRegistry.class), objects(RunService.class),
            objects(Installer.class), objects(ProblemFiles.class), objects(BlasRouter.class), objects(ResultViews.class));

    /** An object of an interface that writes down what is called. */
    private <T> T proxy(Class<T> type, String name) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            calls.add(name + "." + method.getName());
            return method.getReturnType() == List.class ? List.of()
                    : method.getReturnType() == Bundle[].class ? new Bundle[0]
                    : method.getReturnType() == Bundle.class ? proxy(Bundle.class, "bundle")
                    : method.getReturnType() == Version.class ? new Version(1, 2, 3, "SNAPSHOT") : null;
        }));
    }

    @SuppressWarnings("unchecked")
    private <T> ComponentServiceObjects<T> objects(Class<T> type) {
        String name = type.getSimpleName();
        return (ComponentServiceObjects<T>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ComponentServiceObjects.class}, (self, method, arguments) -> {
                    calls.add("get " + name);
                    return proxy(type, name);
                });
    }

    private void assertWaits(Consumer<HostServices> use, String then) {
        calls.clear();
        use.accept(services);
        assertEquals(List.of("get Installer", "Installer.installed", then), calls.subList(0, 3));
    }

    @Test
    void whatFeaturesContributeToIsComplete() {
        assertWaits(HostServices::registry, "get SolverRegistry");
        assertWaits(HostServices::runs, "get RunService");
        assertWaits(HostServices::files, "get ProblemFiles");
        assertWaits(HostServices::views, "get ResultViews");
        assertWaits(HostServices::tour, "context.getBundles");
    }

    @Test
    void theVersionNeedsNoService() {
        assertEquals("1.2.3", services.version());
        assertEquals(List.of("context.getBundle", "bundle.getVersion"), calls);
    }
}
