/** Affine recurrences by scans: step after step, in chunks over threads, by a tree, and backwards in time for adjoints. */
package org.stillpoint.recurrence.internal.scan;
