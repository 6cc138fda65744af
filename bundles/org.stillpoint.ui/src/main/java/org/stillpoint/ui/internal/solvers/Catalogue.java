package org.stillpoint.ui.internal.solvers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.api.run.SolverDescriptor;

/**
 * What is installed at one moment: families, their solvers, and the versions of each.
 *
 * @param families the families, by name
 * @param others the features that were installed beside the product and bring no solver
 */
record Catalogue(List<Family> families, List<Other> others) {

    /** A catalogue without anything. */
    static final Catalogue EMPTY = new Catalogue(List.of(), List.of());

    /** Something in the tree. Its key stays the same from one catalogue to the next. */
    sealed interface Node permits Family, Method, Release, Other {

        /** What it is known by. */
        String key();
    }

    /**
     * A family.
     *
     * @param name its name
     * @param methods its solvers, by id
     */
    record Family(String name, List<Method> methods) implements Node {

        @Override
        public String key() {
            return name;
        }

        /** The feature that brought all of its solvers, but those on their way out if others stay; empty if there is none such. */
        Optional<InstalledFeature> feature() {
            List<Release> all = methods.stream().flatMap(method -> method.releases().stream()).toList();
            List<Release> staying = all.stream().filter(release -> !release.leaving()).toList();
            List<Optional<InstalledFeature>> features = (staying.isEmpty() ? all : staying).stream().map(Release::feature).distinct().toList();
            return features.size() == 1 ? features.get(0) : Optional.empty();
        }
    }

    /**
     * A solver in all of its versions.
     *
     * @param family its family
     * @param id its id
     * @param releases its versions, highest first; those on their way out last
     */
    record Method(String family, String id, List<Release> releases) implements Node {

        @Override
        public String key() {
            return family + "/" + id;
        }

        /** The version that is called, or the first if none is. */
        Release release() {
            return releases.stream().filter(Release::called).findFirst().orElse(releases.get(0));
        }

        /** The id without the name of the family before it. */
        String shortName() {
            return id.startsWith(family + ".") ? id.substring(family.length() + 1) : id;
        }
    }

    /**
     * One version of a solver.
     *
     * @param solver what is known of it
     * @param called whether it is the version that is called where none is named
     * @param feature the feature that brought it; empty if it came with the product
     * @param leaving whether it takes no new runs
     * @param runs how many runs use it
     */
    record Release(SolverDescriptor solver, boolean called, Optional<InstalledFeature> feature, boolean leaving, int runs)
            implements Node {

        @Override
        public String key() {
            return solver.family() + "/" + solver.id() + "/" + solver.version() + (leaving ? "/leaving" : "");
        }
    }

    /**
     * A feature that brings no solver: readers of files, pictures of results, and the like.
     *
     * @param feature the feature
     */
    record Other(InstalledFeature feature) implements Node {

        @Override
        public String key() {
            return "/" + feature.id() + "/" + feature.version();
        }
    }

    /**
     * What a host says of itself.
     *
     * @param solvers the solvers that can be called
     * @param called the version of each id that is called
     * @param features the features that were installed beside the product
     * @param runs how many runs use a version of a solver, by {@code id version}
     */
    record State(List<SolverDescriptor> solvers, Map<String, Version> called, List<InstalledFeature> features, Map<String, Integer> runs) {

        static final State EMPTY = new State(List.of(), Map.of(), List.of(), Map.of());

        private int runs(SolverDescriptor solver) {
            return runs.getOrDefault(solver.id() + " " + solver.version(), 0);
        }
    }

    /**
     * The catalogue of what a host says.
     *
     * @param known solvers that there were lately, those among them that are on their way out
     */
    static Catalogue of(State state, Collection<SolverDescriptor> known) {
        List<Release> releases = new ArrayList<>();
        for (SolverDescriptor solver : state.solvers()) {
            releases.add(new Release(solver, solver.version().equals(state.called().get(solver.id())),
                    state.features().stream().filter(feature -> !feature.draining() && brought(feature, solver)).findFirst(), false,
                    state.runs(solver)));
        }
        for (InstalledFeature feature : state.features()) {
            if (feature.draining()) {
                known.stream().filter(solver -> brought(feature, solver) && !state.solvers().contains(solver))
                        .forEach(solver -> releases.add(new Release(solver, false, Optional.of(feature), true, state.runs(solver))));
            }
        }
        Map<String, Map<String, List<Release>>> families = new TreeMap<>();
        releases.forEach(release -> families.computeIfAbsent(release.solver().family(), name -> new TreeMap<>())
                .computeIfAbsent(release.solver().id(), id -> new ArrayList<>()).add(release));
        return new Catalogue(families.entrySet().stream().map(family -> new Family(family.getKey(), family.getValue().entrySet().stream()
                .map(method -> new Method(family.getKey(), method.getKey(), List.copyOf(method.getValue()))).toList())).toList(),
                state.features().stream().filter(feature -> feature.solvers().isEmpty()).map(Other::new).toList());
    }

    private static boolean brought(InstalledFeature feature, SolverDescriptor solver) {
        return feature.bundles().contains(solver.bundle() + " " + solver.version());
    }

    /** All versions of all solvers. */
    Stream<Release> releases() {
        return families.stream().flatMap(family -> family.methods().stream()).flatMap(method -> method.releases().stream());
    }

    /** Whether there is nothing. */
    boolean isEmpty() {
        return families.isEmpty() && others.isEmpty();
    }

    /** Whether something is on its way out. */
    boolean isLeaving() {
        return releases().anyMatch(Release::leaving) || others.stream().anyMatch(other -> other.feature().draining());
    }
}
