package org.stillpoint.host.internal.install.rehearsal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Says in one paragraph why bundles do not resolve, in the same words on every framework. */
public final class ResolutionReason {

    private static final Pattern USES = Pattern.compile(
            "exposed to package '([^']+)' from resources (\\S+) .*? and (\\S+) .*? via two dependency chains", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("\\(version([<>]=)([^)]+)\\)");
    private static final Pattern UPPER = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final int LONGEST = 600;

    private ResolutionReason() {
    }

    /**
     * The reason.
     *
     * @param bundle the bundle that did not resolve
     * @param failure what the framework said
     * @param system the wiring of the framework
     */
    public static String of(Bundle bundle, BundleException failure, FrameworkWiring system) {
        List<String> missing = missing(bundle, system);
        String name = "bundle " + bundle.getSymbolicName() + " " + bundle.getVersion();
        if (!missing.isEmpty()) {
            return name + " does not resolve: " + String.join("; ", missing);
        }
        String text = String.valueOf(failure.getMessage());
        Matcher uses = USES.matcher(text);
        if (uses.find()) {
            return name + " does not resolve: it would see package " + uses.group(1) + " twice, from " + uses.group(2) + " and from "
                    + uses.group(3) + ", because two packages that it imports use different copies of it (a uses conflict)";
        }
        String condensed = text.replaceAll("\\s*\\(R [0-9.]+\\)|\\s*\\[\\d+\\]", "").replaceAll("\\s+", " ").strip();
        return name + " does not resolve: " + (condensed.length() > LONGEST ? condensed.substring(0, LONGEST) + "..." : condensed);
    }

    private static List<String> missing(Bundle bundle, FrameworkWiring system) {
        List<String> missing = new ArrayList<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isMandatory(requirement) && isMissing(requirement, revision, system)) {
                missing.add(describe(requirement, system));
            }
        }
        return missing;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, "");
        return !resolution.equals(Namespace.RESOLUTION_OPTIONAL) && !resolution.equals(PackageNamespace.RESOLUTION_DYNAMIC)
                && !Namespace.EFFECTIVE_ACTIVE.equals(requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE));
    }

    private static boolean isMissing(BundleRequirement requirement, BundleRevision own, FrameworkWiring system) {
        return own.getDeclaredCapabilities(requirement.getNamespace()).stream().noneMatch(requirement::matches)
                && system.findProviders(requirement).isEmpty();
    }

    private static String describe(BundleRequirement requirement, FrameworkWiring system) {
        String filter = String.valueOf(requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE));
        if (PackageNamespace.PACKAGE_NAMESPACE.equals(requirement.getNamespace())) {
            String name = filter.replaceAll(".*\\(osgi\\.wiring\\.package=([^)]+)\\).*", "$1");
            return "it imports package " + name + range(filter) + ", which " + exported(name, system);
        }
        if (ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE.equals(requirement.getNamespace())) {
            return "it needs another Java version: " + filter;
        }
        return "it requires " + requirement.getNamespace() + " " + filter + ", which no bundle provides";
    }

    private static String exported(String name, FrameworkWiring system) {
        Collection<?> versions = system.findProviders(new AnyPackage(name)).stream()
                .map(capability -> capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)).distinct().toList();
        return versions.isEmpty() ? "no bundle exports" : "is there in version " + versions.toString().replaceAll("[\\[\\]]", "");
    }

    private static String range(String filter) {
        Matcher upper = UPPER.matcher(filter);
        String ceiling = upper.find() ? upper.group(1) : null;
        Matcher lower = VERSION.matcher(UPPER.matcher(filter).replaceAll(""));
        if (!lower.find()) {
            return "";
        }
        return ceiling == null ? " from version " + lower.group(2) : " [" + lower.group(2) + "," + ceiling + ")";
    }
}
