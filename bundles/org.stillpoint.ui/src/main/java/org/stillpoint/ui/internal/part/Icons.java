package org.stillpoint.ui.internal.part;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Control;
import org.stillpoint.api.run.Verdict;

/** The icons of the bundle, as long as a control lives. */
public final class Icons {

    private static final String BUNDLE = "org.stillpoint.ui";

    private final ResourceManager images;
    private final Map<String, Image> known = new HashMap<>();

    /** Icons that are given back when a control is disposed. */
    public Icons(Control owner) {
        images = new LocalResourceManager(JFaceResources.getResources(), owner);
    }

    /** The icon of that name; null if there is none. */
    public Image get(String name) {
        return known.computeIfAbsent(name, absent -> ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name + ".png")
                .map(images::get).orElse(null));
    }

    /** The icon of that name, for whoever makes the image. */
    public static ImageDescriptor descriptor(String name) {
        return ResourceLocator.imageDescriptorFromBundle(BUNDLE, "icons/" + name + ".png").orElse(null);
    }

    /** The name of a verdict's icon. */
    public static String of(Verdict verdict) {
        return switch (verdict) {
            case CERTIFIED -> "certified";
            case NOT_CERTIFIED -> "not-certified";
            case UNVERIFIED -> "unverified";
            case REFUSED -> "warning";
            case FAILED -> "failed";
        };
    }
}
