/** The method of Picard on the equations of a recurrence. */
package org.stillpoint.recurrence.internal.picard;
