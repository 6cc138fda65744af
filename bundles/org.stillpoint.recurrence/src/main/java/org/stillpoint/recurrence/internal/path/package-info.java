/** Paths of optimisers as recurrences, and functions to minimise. */
package org.stillpoint.recurrence.internal.path;
