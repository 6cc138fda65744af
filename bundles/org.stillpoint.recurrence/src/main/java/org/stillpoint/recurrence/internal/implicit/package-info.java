/** Recurrences as fixed points of linear diagonal ones: dense linear recurrences by a mixer, and implicit state spaces. */
package org.stillpoint.recurrence.internal.implicit;
