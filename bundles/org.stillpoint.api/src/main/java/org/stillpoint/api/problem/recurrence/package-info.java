/**
 * Recurrences over whole sequences and what is built on them: problems, the values that solve them, and the cells, vector fields and
 * signals that they are made of.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api.problem.recurrence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
