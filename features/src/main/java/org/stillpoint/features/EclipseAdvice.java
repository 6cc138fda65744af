package org.stillpoint.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the {@code p2.inf} that tells Eclipse's installer to start the prerequisites of a feature that have to be started, in the very
 * versions that our site brings along. Those that a workbench has of its own are left alone.
 */
final class EclipseAdvice {

    private static final String TOUCHPOINT = "org.eclipse.equinox.p2.touchpoint.eclipse.";

    private EclipseAdvice() {
    }

    /** The advice; empty if there is none. */
    static String of(FeatureSource feature, List<FeatureBundle> prerequisites) {
        StringBuilder advice = new StringBuilder();
        for (int i = 0; i < prerequisites.size(); i++) {
            int level = feature.prerequisites().get(i).startLevel();
            if (level > 0) {
                FeatureBundle bundle = prerequisites.get(i);
                properties(i, feature.eclipseId() + ".start." + bundle.symbolicName(), bundle, level)
                        .forEach(line -> advice.append(line).append('\n'));
            }
        }
        return advice.toString();
    }

    /** A unit that has no content, only instructions for another one, in place of the usual ones. */
    private static List<String> properties(int number, String id, FeatureBundle bundle, int level) {
        String version = "[" + bundle.version() + "," + bundle.version() + "]";
        String unit = "units." + number + ".";
        List<String> lines = new ArrayList<>();
        lines.addAll(capability("requires." + number + ".", "org.eclipse.equinox.p2.iu", id));
        lines.add("requires." + number + ".range=" + version);
        lines.add(unit + "id=" + id);
        lines.add(unit + "version=" + bundle.version());
        lines.addAll(capability(unit + "provides.0.", "org.eclipse.equinox.p2.iu", id));
        lines.add(unit + "provides.0.version=" + bundle.version());
        lines.addAll(capability(unit + "hostRequirements.0.", "osgi.bundle", bundle.symbolicName()));
        lines.add(unit + "hostRequirements.0.range=" + version);
        lines.add(unit + "hostRequirements.0.greedy=false");
        lines.add(unit + "hostRequirements.0.optional=true");
        lines.add(unit + "touchpoint.id=org.eclipse.equinox.p2.osgi");
        lines.add(unit + "touchpoint.version=1.0.0");
        lines.add(unit + "instructions.install=" + TOUCHPOINT + "installBundle(bundle:${artifact});");
        lines.add(unit + "instructions.uninstall=" + TOUCHPOINT + "uninstallBundle(bundle:${artifact});");
        lines.add(unit + "instructions.configure=" + TOUCHPOINT + "setStartLevel(startLevel:" + level + ");"
                + TOUCHPOINT + "markStarted(started:true);");
        lines.add(unit + "instructions.unconfigure=" + TOUCHPOINT + "setStartLevel(startLevel:-1);"
                + TOUCHPOINT + "markStarted(started:false);");
        return lines;
    }

    private static List<String> capability(String prefix, String namespace, String name) {
        return List.of(prefix + "namespace=" + namespace, prefix + "name=" + name);
    }
}
