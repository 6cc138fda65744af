package org.stillpoint.shell.internal.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Finds the problems for the tour: every started bundle may bring descriptions in its folder {@code tour}. */
public final class TourCatalogue {

    private static final String FOLDER = "tour";

    private TourCatalogue() {
    }

    /** The problems of all started bundles, by title. */
    public static List<TourProblem> find(BundleContext context) {
        List<TourProblem> problems = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if ((bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0) {
                find(bundle, problems);
            }
        }
        problems.sort(Comparator.comparing(TourProblem::title));
        return problems;
    }

    private static void find(Bundle bundle, List<TourProblem> problems) {
        Map<String, URL> resources = new HashMap<>();
        Enumeration<URL> entries = bundle.findEntries(FOLDER, "*", false);
        for (URL entry : entries == null ? List.<URL>of() : Collections.list(entries)) {
            String path = entry.getPath();
            if (!path.endsWith("/")) {
                resources.put(path.substring(path.lastIndexOf('/') + 1), entry);
            }
        }
        resources.forEach((name, entry) -> {
            if (name.endsWith(TourProblem.DESCRIPTION)) {
                try {
                    problems.add(TourProblem.read(entry, resources));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(bundle.getSymbolicName() + ": " + unreadable.getMessage(), unreadable);
                }
            }
        });
    }
}
