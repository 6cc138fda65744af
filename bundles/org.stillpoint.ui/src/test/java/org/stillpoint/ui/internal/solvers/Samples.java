package org.stillpoint.ui.internal.solvers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionKind;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.api.run.SolverDescriptor;

/** Solvers and features for tests. */
final class Samples {

    static final SolverDescriptor SINKHORN = solver("transport.sinkhorn", "transport", "1.0.0", "org.stillpoint.transport");
    static final SolverDescriptor OLD = solver("example.picard", "example", "1.0.0", "org.example.picard");
    static final SolverDescriptor NEW = solver("example.picard", "example", "1.1.0", "org.example.picard");

    private Samples() {
    }

    static SolverDescriptor solver(String id, String family, String version, String bundle) {
        return new SolverDescriptor(id, Version.parseVersion(version), family, "fixed-point", "The method " + id, "Picard 1890", bundle,
                new OptionSchema(List.of(
                        new OptionDeclaration("tolerance", OptionKind.NUMBER, 1e-6, "1e-12", "0.1", List.of(), "residual that ends it"),
                        new OptionDeclaration("steps", OptionKind.INTEGER, 10L, "1", "", List.of(), ""))));
    }

    static InstalledFeature feature(String version, boolean draining) {
        return new InstalledFeature("picard", version, List.of("org.example.picard " + version), List.of("example.picard"), Instant.EPOCH,
                draining);
    }

    static Catalogue catalogue(List<SolverDescriptor> solvers, List<InstalledFeature> features, List<SolverDescriptor> known) {
        return Catalogue.of(new Catalogue.State(solvers, Map.of("example.picard", NEW.version(), "transport.sinkhorn", SINKHORN.version()),
                features, Map.of("example.picard 1.0.0", 2)), known);
    }
}
