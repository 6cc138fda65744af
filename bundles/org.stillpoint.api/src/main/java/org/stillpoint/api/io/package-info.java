/**
 * Problem and solution files: readers, writers, and the errors that name file, line and field.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.io;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
