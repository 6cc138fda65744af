package org.stillpoint.inhouse;

import java.nio.file.Path;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * An application of somebody's own workbench, which solves the files that are its arguments once Stillpoint has been installed beside
 * it. It prints what is in the framework, so that the tests can tell what an installation did:
 *
 * <pre>
 * bundle NAME VERSION STATE
 * solver ID VERSION
 * solved FILE SOLVER VERSION STATUS VERDICT
 * thread NAME
 * </pre>
 */
public final class SolveApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) throws Exception {
        context.applicationRunning();
        BundleContext bundles = FrameworkUtil.getBundle(SolveApplication.class).getBundleContext();
        String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        try {
            for (String argument : arguments) {
                StillpointClient.solve(bundles, Path.of(argument));
            }
            StillpointClient.listSolvers(bundles);
        } catch (NoClassDefFoundError absent) {
            System.out.println("Stillpoint is not installed");
        }
        for (Bundle bundle : bundles.getBundles()) {
            System.out.println("bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " " + bundle.getState());
        }
        Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println("thread " + thread.getName()));
        return EXIT_OK;
    }

    @Override
    public void stop() {
        // There is nothing to end: the framework waits for the runs.
    }
}
