/** Inputs that are computed where they are needed. */
package org.stillpoint.recurrence.internal.signal;
