package org.stillpoint.host.internal.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.options.NearestName;

/** Finds users' functions among the services of all bundles, and gives them back when a call ends. Not thread-safe. */
public final class FunctionDirectory implements AutoCloseable {

    private final BundleContext bundles;
    private final List<ServiceReference<?>> used = new ArrayList<>(0);

    /** A directory for one call. */
    public FunctionDirectory(BundleContext bundles) {
        this.bundles = bundles;
    }

    /**
     * The function of that name; that of the highest service ranking if there are several.
     *
     * @throws SolverException naming the functions there are, if there is none of that name
     */
    public <F> F find(Class<F> type, String name) throws SolverException {
        List<ServiceReference<?>> candidates = candidates(type);
        for (ServiceReference<?> candidate : candidates) {
            if (name.equals(candidate.getProperty(FunctionInfo.NAME))) {
                Object function = bundles.getService(candidate);
                if (type.isInstance(function)) {
                    used.add(candidate);
                    return type.cast(function);
                }
                bundles.ungetService(candidate);
            }
        }
        Set<String> factories = type == FunctionFactory.class ? Set.of() : names(candidates(FunctionFactory.class));
        if (factories.contains(name)) {
            throw new SolverException("'" + name + "' makes functions from parameters and got none; expected them in the problem beside its "
                    + "name, such as in the field " + FunctionFactory.PARAMETERS);
        }
        Set<String> names = names(candidates);
        throw new SolverException("there is no " + type.getSimpleName() + " service named '" + name + "'; "
                + (names.isEmpty() ? "there is none at all" : "there are: " + String.join(", ", names))
                + (names.size() < 2 ? "" : "; the nearest is " + NearestName.of(name, names).orElseThrow())
                + factories.stream().filter(factory -> factory.contains(name)).map(factory -> "; with parameters there is " + factory)
                        .collect(Collectors.joining()));
    }

    private static Set<String> names(List<ServiceReference<?>> references) {
        Set<String> names = new TreeSet<>();
        references.forEach(reference -> names.add(String.valueOf(reference.getProperty(FunctionInfo.NAME))));
        return names;
    }

    private List<ServiceReference<?>> candidates(Class<?> type) {
        try {
            ServiceReference<?>[] found = bundles.getAllServiceReferences(type.getName(), "(" + FunctionInfo.NAME + "=*)");
            List<ServiceReference<?>> candidates = new ArrayList<>(found == null ? List.of() : Arrays.asList(found));
            candidates.sort(Collections.reverseOrder());
            return candidates;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        used.forEach(bundles::ungetService);
        used.clear();
    }
}
