/**
 * Contexts for solving and verifying in tests, without a host.
 */
@Export
@Version("1.0.0")
package org.stillpoint.testing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
