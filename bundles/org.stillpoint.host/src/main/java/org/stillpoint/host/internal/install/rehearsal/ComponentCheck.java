package org.stillpoint.host.internal.install.rehearsal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Whether every component of some bundles finds what it needs. */
final class ComponentCheck {

    private static final String CONFIGURATION_REQUIRED = "require";
    private static final String CAUSE = "Caused by: ";
    private final ServiceComponentRuntime components;

    ComponentCheck(ServiceComponentRuntime components) {
        this.components = components;
    }

    /** What is wrong with the components of the bundles; empty if nothing is. */
    List<String> problems(Collection<Bundle> bundles) {
        return enabled(bundles).flatMap(this::problems).toList();
    }

    /** The components that wait for a configuration, as they may. */
    List<String> waiting(Collection<Bundle> bundles) {
        return enabled(bundles).filter(this::isWaiting)
                .map(component -> "component " + component.name + " waits for a configuration " + List.of(component.configurationPid))
                .toList();
    }

    private Stream<ComponentDescriptionDTO> enabled(Collection<Bundle> bundles) {
        return components.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new)).stream().filter(components::isComponentEnabled);
    }

    private boolean isWaiting(ComponentDescriptionDTO component) {
        return CONFIGURATION_REQUIRED.equals(component.configurationPolicy)
                && components.getComponentConfigurationDTOs(component).stream()
                        .noneMatch(configuration -> configuration.state != ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);
    }

    private Stream<String> problems(ComponentDescriptionDTO component) {
        List<String> problems = new ArrayList<>();
        for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
            if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                    problems.add(describe(component, reference));
                }
            } else if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                problems.add("component " + component.name + " does not activate: "
                        + cause(String.valueOf(configuration.failure)));
            }
        }
        return problems.stream();
    }

    /** The last cause in a stack trace. */
    private static String cause(String trace) {
        return trace.lines().filter(line -> line.startsWith(CAUSE)).reduce((first, second) -> second)
                .map(line -> line.substring(CAUSE.length())).orElse(trace.lines().findFirst().orElse(""));
    }

    private static String describe(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
        String type = Stream.of(component.references).filter(reference -> reference.name.equals(unsatisfied.name))
                .map((ReferenceDTO reference) -> reference.interfaceName).findFirst().orElse("?");
        return "component " + component.name + " is not satisfied: its reference " + unsatisfied.name + " finds no service " + type
                + (unsatisfied.target == null ? "" : " with " + unsatisfied.target);
    }
}
