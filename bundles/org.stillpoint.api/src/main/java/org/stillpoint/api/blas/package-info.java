/**
 * Dense linear algebra on row-major arrays, as a service with exchangeable providers.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.blas;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
