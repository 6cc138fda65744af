/** Work that is spread over the threads of a host. */
@Export
@Version("1.0.0")
package org.stillpoint.numerics.parallel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
