/**
 * What a host offers its tools: the registry of solvers, runs with progress and history, installation.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.run;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
