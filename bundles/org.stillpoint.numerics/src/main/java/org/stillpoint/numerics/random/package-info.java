/** Random numbers that depend on a seed alone, the same on every machine and Java version. */
@Export
@Version("1.0.0")
package org.stillpoint.numerics.random;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
