/** What is drawn of certain solutions, in numbers: mass that moves, mass in cells, values over steps. However it is drawn. */
@Export
@Version("1.0.0")
package org.stillpoint.plot.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
