/**
 * Plain data with names: the one form in which problems, options, progress and solutions are
 * written to disk, sent to another process, and shown.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
