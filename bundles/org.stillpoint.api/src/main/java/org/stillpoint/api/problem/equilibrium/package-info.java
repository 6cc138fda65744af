/** Fixed points of layers, z = f(z, x), what is built on them, and the layers themselves. */
@Export
@Version("1.0.0")
package org.stillpoint.api.problem.equilibrium;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
