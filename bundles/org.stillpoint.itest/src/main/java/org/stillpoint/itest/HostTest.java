package org.stillpoint.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.test.common.annotation.InjectService;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.api.run.SolverRegistry;

/** What a host offers once its bundles are started. */
class HostTest {

    private static final Pattern MUST_START = Pattern.compile("org\\.stillpoint\\..*|org\\.apache\\.felix\\.(scr|configadmin)");

    @InjectService(timeout = 10_000)
    SolverRegistry registry;

    @InjectService(timeout = 10_000)
    BlasRouter router;

    @InjectService(timeout = 10_000)
    ProblemFiles files;

    @InjectService(timeout = 10_000)
    Installer installer;

    @Test
    void thisIsTheFrameworkItShouldBe() {
        Bundle system = FrameworkUtil.getBundle(HostTest.class).getBundleContext().getBundle(0);
        String expected = System.getProperty("stillpoint.itest.framework").equals("felix") ? "org.apache.felix.framework"
                : "org.eclipse.osgi";
        assertEquals(expected, system.getSymbolicName());
    }

    /** Ours are activated lazily: until somebody needs a class of theirs they are starting. Libraries of others need no start. */
    @Test
    void everyBundleIsActiveOrReadyToBe() {
        for (Bundle bundle : FrameworkUtil.getBundle(HostTest.class).getBundleContext().getBundles()) {
            boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
            if (!bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                assertTrue(fragment || !MUST_START.matcher(bundle.getSymbolicName()).matches(), () -> bundle + " is not to be started");
                assertTrue(bundle.getState() >= Bundle.RESOLVED, bundle.toString());
                continue;
            }
            boolean waits = bundle.getState() == Bundle.STARTING && bundle.getHeaders().get("Bundle-ActivationPolicy") != null;
            assertEquals(fragment ? Bundle.RESOLVED : waits ? Bundle.STARTING : Bundle.ACTIVE, bundle.getState(), bundle.toString());
        }
    }

    @Test
    void theSolversAreListed() {
        Set<String> ids = new TreeSet<>();
        registry.solvers().forEach(solver -> ids.add(solver.id()));
        assertTrue(ids.containsAll(Set.of("halpern.linear-program", "halpern.fixed-point", "halpern.picard", "toy.newton", "toy.liar")),
                ids.toString());
    }

    @Test
    void optionsComeFromTheirDeclaration() throws Exception {
        SolverDescriptor solver = registry.solver("toy.newton").descriptor();
        OptionDeclaration tolerance = solver.options().find("tolerance").orElseThrow();
        assertEquals("a number from 1e-15 to 1", tolerance.range());
        assertEquals(1e-10, tolerance.standard());
        assertEquals(List.of("ZERO", "ONE"), solver.options().find("start").orElseThrow().choices());
        assertTrue(solver.options().find("threads").isPresent());
        assertTrue(solver.options().find("seed").isPresent());
        assertEquals("org.stillpoint.itest", solver.bundle());
        assertEquals(FrameworkUtil.getBundle(HostTest.class).getVersion(), solver.version());
    }

    @Test
    void anUnknownSolverNamesTheNearest() {
        SolverGoneException refusal = assertThrows(SolverGoneException.class, () -> registry.solver("toy.newtin"));
        assertTrue(refusal.getMessage().contains("toy.newton"), refusal.getMessage());
    }

    @Test
    void theJavaBlasIsThere() {
        assertEquals("java", router.provider("java").orElseThrow().name());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void theNativeProvidersMultiplyRightHereToo() {
        for (String name : List.of("openblas", "jblas")) {
            Blas blas = router.provider(name).orElseThrow(() -> new AssertionError(name + ": " + router.rejections()));
            double[] c = {1, 1, 1, 1};
            blas.dgemm(Transpose.NO, Transpose.YES, 2, 2, 2, 1, new double[] {1, 2, 3, 4}, 0, 2, new double[] {5, 6, 7, 8}, 0, 2, 1, c, 0, 2);
            assertArrayEquals(new double[] {18, 24, 40, 54}, c, name);
        }
    }

    @Test
    void theReadersAndTheInstallerAreThere() {
        assertTrue(files.readableExtensions().containsAll(Set.of(".mps", ".mps.gz", ".problem.json")), files.readableExtensions().toString());
        assertEquals(List.of(), installer.installed());
    }
}
