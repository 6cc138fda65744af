package org.stillpoint.features;

import java.nio.file.Path;

/**
 * A bundle that a feature consists of, or needs.
 *
 * @param symbolicName its symbolic name
 * @param version its version as a bundle
 * @param file its jar, named {@code artifact-version.jar}
 */
record FeatureBundle(String symbolicName, String version, Path file) {
}
