/**
 * What providers share beside their mathematics: workspaces, and the rule that a native library is mapped once in a process.
 */
@Export
@Version("1.0.0")
package org.stillpoint.blas.support;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
