/** Cells that are linear in their state, with a matrix that is not diagonal. */
package org.stillpoint.recurrence.internal.cell.linear;
