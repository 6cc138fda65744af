package org.stillpoint.features;

import java.nio.file.Path;

/**
 * A bundle that a feature consists of.
 *
 * @param symbolicName its symbolic name
 * @param file its jar, named {@code artifact-version.jar}
 */
record FeatureBundle(String symbolicName, Path file) {
}
