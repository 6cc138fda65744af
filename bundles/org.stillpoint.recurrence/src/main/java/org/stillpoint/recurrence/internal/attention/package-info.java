/** Linear attention as a recurrence, as a sum over pairs, and in chunks. */
package org.stillpoint.recurrence.internal.attention;
