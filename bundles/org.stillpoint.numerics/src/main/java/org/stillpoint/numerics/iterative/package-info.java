/** Building blocks of iterative methods: linear systems by conjugate gradients and by GMRES, acceleration of fixed points, gradient steps. */
@Export
@Version("1.0.0")
package org.stillpoint.numerics.iterative;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
