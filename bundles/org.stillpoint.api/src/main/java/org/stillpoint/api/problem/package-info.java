/**
 * The standard problems and the values that solve them.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.problem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
