package org.stillpoint.features;

import java.nio.file.Path;

/**
 * A bundle that a feature consists of.
 *
 * @param member what the source says of it
 * @param symbolicName its symbolic name
 * @param file its jar, named {@code artifact-version.jar}
 */
record FeatureBundle(FeatureSource.Member member, String symbolicName, Path file) {
}
