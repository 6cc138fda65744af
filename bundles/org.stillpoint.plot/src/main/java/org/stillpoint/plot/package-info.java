/**
 * What people see of problems, solutions and convergence, independent of where it is drawn: pictures that any {@link
 * org.stillpoint.plot.Painter} can paint, and tables that reports and windows can show.
 */
@Export
@Version("1.0.0")
package org.stillpoint.plot;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
