/**
 * Independent verification: what a verifier computes from a problem alone, and the certificate it writes.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.verify;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
