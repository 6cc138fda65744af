/**
 * Options of solvers: declared once as Metatype annotation types, checked strictly, handed over typed.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.options;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
