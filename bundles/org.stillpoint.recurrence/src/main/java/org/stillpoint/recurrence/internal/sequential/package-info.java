/** Recurrences step after step: the reference for all other methods, and what they fall back on. */
package org.stillpoint.recurrence.internal.sequential;
