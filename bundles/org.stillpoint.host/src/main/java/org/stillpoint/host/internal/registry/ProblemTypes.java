package org.stillpoint.host.internal.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.problem.StandardProblems;

/** The problem types: the standard ones, and those that bundles brought under names of their own. */
final class ProblemTypes {

    private static final Logger LOGGER = System.getLogger(ProblemTypes.class.getName());

    private final ServiceTable<ProblemType<?, ?>> services;

    ProblemTypes(BundleContext bundles) {
        services = new ServiceTable<>(bundles);
    }

    void add(ServiceReference<ProblemType<?, ?>> reference) {
        services.add(reference);
    }

    void remove(ServiceReference<ProblemType<?, ?>> reference) {
        services.remove(reference);
    }

    List<ProblemType<?, ?>> all() {
        Map<String, ProblemType<?, ?>> types = new LinkedHashMap<>();
        StandardProblems.types().forEach(type -> types.put(type.name(), type));
        for (ServiceReference<ProblemType<?, ?>> reference : services.references()) {
            ProblemType<?, ?> type = services.get(reference);
            if (type != null && types.putIfAbsent(type.name(), type) != null
                    && !Objects.equals(types.get(type.name()), type)) {
                LOGGER.log(Level.DEBUG, "the problem type {0} of {1} is not used: there is one of that name", type.name(),
                        reference.getBundle());
            }
        }
        return List.copyOf(types.values());
    }
}
