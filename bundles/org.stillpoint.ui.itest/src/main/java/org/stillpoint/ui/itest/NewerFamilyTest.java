package org.stillpoint.ui.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverRegistry;

/**
 * A newer version of a family that belongs to the product, over three sessions: the framework's list of bundles names the product's
 * own version at every start, and the newer one is called all the same until it is uninstalled.
 */
abstract class NewerFamilyTest {

    private static final long PATIENCE_MILLISECONDS = 20_000;
    private static final long PAUSE_MILLISECONDS = 30;
    private static final String FAMILY = "halpern.";

    private final BundleContext context = FrameworkUtil.getBundle(NewerFamilyTest.class).getBundleContext();

    <T> T service(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        return Optional.ofNullable(tracker.waitForService(PATIENCE_MILLISECONDS)).orElseThrow();
    }

    /** The versions of the family's solvers. */
    Set<String> versions() throws InterruptedException {
        return service(SolverRegistry.class).solvers().stream().filter(solver -> solver.id().startsWith(FAMILY))
                .map(solver -> solver.version().toString()).collect(Collectors.toSet());
    }

    void awaitVersions(Set<String> expected) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
        while (!versions().equals(expected) && System.currentTimeMillis() < end) {
            Thread.sleep(PAUSE_MILLISECONDS);
        }
        assertEquals(expected, versions());
    }

    Set<String> bundles() {
        return Stream.of(context.getBundles()).filter(bundle -> bundle.getSymbolicName().equals(NewerFamily.NAME)
                && bundle.getState() == Bundle.ACTIVE).map(bundle -> bundle.getVersion().toString()).collect(Collectors.toSet());
    }

    /** The version of the solver that solves a quadratic program. */
    String solvedBy() throws Exception {
        Path file = Path.of(System.getProperty("stillpoint.examples"), "hs21.qps");
        RunResult result = service(RunService.class)
                .submit(RunRequest.of(service(ProblemFiles.class).read(file).problem()).build()).await();
        assertEquals("CERTIFIED", result.verdict().toString());
        assertTrue(result.solver().id().startsWith(FAMILY), result.solver().id());
        return result.solver().version().toString();
    }

    /** The first session. */
    static final class Arriving extends NewerFamilyTest {

        @Test
        void takesThePlaceOfTheProductsOwn(@TempDir Path folder) throws Exception {
            assertEquals(Optional.empty(), service(Installer.class).install(NewerFamily.write(folder), false).refusal());
            awaitVersions(Set.of(NewerFamily.VERSION));
            assertEquals(NewerFamily.VERSION, solvedBy());
        }
    }

    /** The second session. */
    static final class Staying extends NewerFamilyTest {

        @Test
        void isThereAfterARestartAndCanBeUninstalled() throws Exception {
            assertEquals(1, service(Installer.class).installed().size());
            awaitVersions(Set.of(NewerFamily.VERSION));
            assertEquals(Set.of(NewerFamily.VERSION), bundles());
            assertEquals(NewerFamily.VERSION, solvedBy());
            assertEquals(Optional.empty(), service(Installer.class).uninstall(NewerFamily.NAME).refusal());
            awaitVersions(Set.of());
        }
    }

    /** The third session. */
    static final class Gone extends NewerFamilyTest {

        @Test
        void leavesTheProductsOwn() throws Exception {
            Set<String> own = bundles();
            assertEquals(1, own.size());
            assertTrue(own.stream().noneMatch(NewerFamily.VERSION::equals), own::toString);
            awaitVersions(own);
            assertEquals(own, Set.of(solvedBy()));
        }
    }
}
