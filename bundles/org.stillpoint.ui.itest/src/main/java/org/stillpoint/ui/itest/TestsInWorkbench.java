package org.stillpoint.ui.itest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * Runs tests when the workbench has started, on a thread beside that of the windows, writes their reports, and closes the workbench.
 * System properties: {@code stillpoint.tests} names test classes of this bundle, or whole bundles of tests, and
 * {@code stillpoint.tests.reports} the folder of the reports.
 */
public final class TestsInWorkbench implements IStartup {

    /** The folder of the reports. */
    static final String REPORTS = "stillpoint.tests.reports";
    private static final String TESTS = "stillpoint.tests";

    @Override
    public void earlyStartup() {
        String tests = System.getProperty(TESTS);
        if (tests != null) {
            long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
            new Thread(() -> run(tests.split(","), started), "tests").start();
        }
    }

    private static void run(String[] tests, long started) {
        Path reports = Path.of(System.getProperty(REPORTS));
        Stalls stalls = new Stalls(Display.getDefault());
        try {
            Files.createDirectories(reports);
            Files.writeString(reports.resolve("started.txt"), started + " ms from the start of the JVM to the first idle moment of the window\n");
            stalls.start();
            List<DiscoverySelector> selectors = new ArrayList<>();
            for (String test : tests) {
                selectors.addAll(selectors(test));
            }
            LauncherConfig config = LauncherConfig.builder().enableTestEngineAutoRegistration(false)
                    .enableTestExecutionListenerAutoRegistration(false).enableLauncherSessionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false).enablePostDiscoveryFilterAutoRegistration(false)
                    .addTestEngines(new JupiterTestEngine()).build();
            LauncherFactory.create(config).execute(LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(),
                    new Reports(reports));
            Files.writeString(reports.resolve("stalls.txt"), stalls.report());
        } catch (IOException | ClassNotFoundException | RuntimeException | Error failed) {
            failed.printStackTrace();
        } finally {
            stalls.interrupt();
            IWorkbench workbench = PlatformUI.getWorkbench();
            workbench.getDisplay().asyncExec(workbench::close);
        }
    }

    private static List<DiscoverySelector> selectors(String test) throws ClassNotFoundException {
        Bundle own = FrameworkUtil.getBundle(TestsInWorkbench.class);
        BundleContext context = own.getBundleContext();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().equals(test)) {
                List<DiscoverySelector> selectors = new ArrayList<>();
                for (String name : bundle.getHeaders("").get("Test-Cases").split("\\s*,\\s*")) {
                    selectors.add(DiscoverySelectors.selectClass(bundle.loadClass(name)));
                }
                return selectors;
            }
        }
        return List.of(DiscoverySelectors.selectClass(own.loadClass(TestsInWorkbench.class.getPackageName() + "." + test)));
    }
}
