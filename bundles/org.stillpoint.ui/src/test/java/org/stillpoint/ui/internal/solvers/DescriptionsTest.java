package org.stillpoint.ui.internal.solvers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.run.InstallReport;

/** What is said of solvers and of what was done to them. */
class DescriptionsTest {

    @Test
    void aSolverIsDescribedWithItsOptions() {
        Catalogue catalogue = Samples.catalogue(List.of(Samples.SINKHORN), List.of(), List.of());
        String text = Descriptions.of(catalogue.families().get(0).methods().get(0)).text();
        assertTrue(text.startsWith("The method transport.sinkhorn\ntransport.sinkhorn 1.0.0  called by default\n"), text);
        assertTrue(text.contains("Feature  part of the product\n"), text);
        assertTrue(text.endsWith("""
                Options
                tolerance = 1e-6  a number from 1e-12 to 0.1
                residual that ends it
                steps = 10  an integer from 1"""), text);
    }

    @Test
    void whatLeavesSaysWhatItWaitsFor() {
        Catalogue catalogue = Samples.catalogue(List.of(), List.of(Samples.feature("1.0.0", true)), List.of(Samples.OLD));
        String text = Descriptions.of(catalogue.families().get(0).methods().get(0).release()).text();
        assertTrue(text.contains("goes when the 2 runs that still use it have ended"), text);
    }

    @Test
    void defaultsCanBeTypedAsTheyAreShown() {
        assertEquals(List.of("1e-6", "0.5", "1", "2.5e10", "on", "7", "(empty)", "auto"),
                List.of(1e-6, 0.5, 1.0, 2.5e10, true, 7L, "", "auto").stream().map(Descriptions::value).toList());
    }

    @Test
    void reportsHaveEveryStepAndTheReasonOfARefusal() {
        Transaction done = new Transaction("Install a.solver", new InstallReport("a", "1.0.0", List.of("read a", "published x.y"),
                Optional.empty()));
        Transaction refused = new Transaction("Install b.solver", new InstallReport("b", "", List.of(), Optional.of("b is no zip file")));
        assertEquals("""
                Install a.solver
                Done: a 1.0.0
                1. read a
                2. published x.y

                Install b.solver
                Refused. The host is as before.
                b is no zip file
                """, Descriptions.of(List.of(done, refused)).text());
        assertEquals("Install a.solver: published x.y.", done.summary());
        assertEquals("Install b.solver: refused: b is no zip file", refused.summary());
        assertEquals("Install c.solver: refused: c 0.9.0 is older than what is installed", new Transaction("Install c.solver",
                new InstallReport("c", "0.9.0", List.of(), Optional.of("only --force goes back"), true)).summary());
    }
}
