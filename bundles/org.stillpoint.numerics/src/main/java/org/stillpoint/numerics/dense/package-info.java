/** Dense factorisations that solvers repeat many times on small and middle-sized matrices. */
@Export
@Version("1.0.0")
package org.stillpoint.numerics.dense;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
