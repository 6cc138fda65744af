/**
 * Blocked algorithms that reduce every dense operation to matrix products: what a provider builds on that has fast products
 * and nothing else.
 */
@Export
@Version("1.0.0")
package org.stillpoint.blas.blocked;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
