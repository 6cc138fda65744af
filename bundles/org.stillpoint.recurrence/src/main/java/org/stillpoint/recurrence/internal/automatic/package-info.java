/** The choice of a method by a look at the first steps. */
package org.stillpoint.recurrence.internal.automatic;
