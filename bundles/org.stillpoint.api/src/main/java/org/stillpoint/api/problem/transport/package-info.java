/**
 * Optimal transport and what is built on it: problems and the values that solve them.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.problem.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
