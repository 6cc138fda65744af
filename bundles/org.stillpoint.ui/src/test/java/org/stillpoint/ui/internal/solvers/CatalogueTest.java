package org.stillpoint.ui.internal.solvers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.ui.internal.solvers.Catalogue.Family;
import org.stillpoint.ui.internal.solvers.Catalogue.Method;
import org.stillpoint.ui.internal.solvers.Catalogue.Other;
import org.stillpoint.ui.internal.solvers.Catalogue.Release;

/** What is installed, by family. */
class CatalogueTest {

    private static List<String> lines(Catalogue catalogue) {
        return catalogue.releases().map(release -> release.key() + (release.called() ? " called" : "")
                + release.feature().map(feature -> " by " + feature.id() + " " + feature.version()).orElse("")
                + (release.leaving() ? " leaving " + release.runs() : "")).toList();
    }

    @Test
    void solversAreSortedByFamilyAndKnowWhereTheyAreFrom() {
        Catalogue catalogue = Samples.catalogue(List.of(Samples.SINKHORN, Samples.NEW, Samples.OLD),
                List.of(Samples.feature("1.1.0", false), Samples.feature("1.0.0", false)), List.of());
        assertEquals(List.of("example", "transport"), catalogue.families().stream().map(Family::name).toList());
        assertEquals(List.of("example/example.picard/1.1.0 called by picard 1.1.0", "example/example.picard/1.0.0 by picard 1.0.0",
                "transport/transport.sinkhorn/1.0.0 called"), lines(catalogue));
        Method picard = catalogue.families().get(0).methods().get(0);
        assertEquals("picard", picard.shortName());
        assertEquals(Samples.NEW, picard.release().solver());
        assertFalse(catalogue.isLeaving());
    }

    @Test
    void whatLeavesIsShownUntilItIsGone() {
        Catalogue leaving = Samples.catalogue(List.of(Samples.NEW),
                List.of(Samples.feature("1.1.0", false), Samples.feature("1.0.0", true)),
                List.of(Samples.OLD, Samples.SINKHORN));
        assertEquals(List.of("example/example.picard/1.1.0 called by picard 1.1.0",
                "example/example.picard/1.0.0/leaving by picard 1.0.0 leaving 2"), lines(leaving));
        assertTrue(leaving.isLeaving());
        assertEquals(1, lines(Samples.catalogue(List.of(Samples.NEW), List.of(Samples.feature("1.1.0", false)),
                List.of(Samples.OLD, Samples.SINKHORN))).size());
    }

    @Test
    void aFamilyThatWasUninstalledLeavesToo() {
        Catalogue leaving = Samples.catalogue(List.of(), List.of(Samples.feature("1.0.0", true)), List.of(Samples.OLD));
        Release release = leaving.families().get(0).methods().get(0).release();
        assertTrue(release.leaving() && !release.called());
    }

    private static Optional<String> feature(List<SolverDescriptor> solvers, InstalledFeature... features) {
        return Samples.catalogue(solvers, List.of(features), List.of(Samples.OLD)).families().get(0).feature().map(InstalledFeature::version);
    }

    @Test
    void aFamilyIsOfOneFeatureIfAllThatStaysOfItIs() {
        InstalledFeature old = Samples.feature("1.0.0", false);
        InstalledFeature changed = Samples.feature("1.1.0", false);
        InstalledFeature leaving = Samples.feature("1.0.0", true);
        assertEquals(Optional.of("1.1.0"), feature(List.of(Samples.NEW), changed));
        assertEquals(Optional.of("1.1.0"), feature(List.of(Samples.NEW), changed, leaving));
        assertEquals(Optional.of("1.0.0"), feature(List.of(), leaving));
        assertEquals(Optional.empty(), feature(List.of(Samples.NEW, Samples.OLD), changed, old));
        assertEquals(Optional.empty(), feature(List.of(Samples.NEW, Samples.OLD), changed));
        assertEquals(Optional.empty(), feature(List.of(Samples.NEW)));
    }

    @Test
    void featuresWithoutSolversAreThereToo() {
        InstalledFeature reader = new InstalledFeature("reader", "2.0.0", List.of("org.example.reader 2.0.0"), List.of(), Instant.EPOCH,
                false);
        Catalogue catalogue = Samples.catalogue(List.of(), List.of(reader), List.of());
        assertEquals(List.of("/reader/2.0.0"), catalogue.others().stream().map(Other::key).toList());
        assertFalse(catalogue.isEmpty());
        assertTrue(new Words("example.READER").match(catalogue.others().get(0)));
        assertFalse(new Words("writer").match(catalogue.others().get(0)));
        assertTrue(Catalogue.EMPTY.isEmpty());
    }

    @Test
    void papersAreWrappedInTooltips() {
        assertEquals("short", CatalogueLabels.wrapped("short"));
        String word = "x".repeat(30);
        assertEquals(word + " " + word + " " + word + "\n" + word, CatalogueLabels.wrapped(String.join(" ", word, word, word, word)));
    }

    @Test
    void allWordsMustBeFound() {
        Catalogue catalogue = Samples.catalogue(List.of(Samples.SINKHORN, Samples.NEW), List.of(Samples.feature("1.1.0", false)),
                List.of());
        Family example = catalogue.families().get(0);
        Family transport = catalogue.families().get(1);
        assertTrue(new Words("").match(example));
        assertTrue(new Words(" PICARD 1.1 ").match(example));
        assertTrue(new Words("1890").match(transport.methods().get(0)));
        assertFalse(new Words("picard 1.0.0").match(example));
        assertFalse(new Words("sinkhorn").match(example));
        assertTrue(new Words("sinkhorn fixed").match(transport.methods().get(0).release()));
    }
}
