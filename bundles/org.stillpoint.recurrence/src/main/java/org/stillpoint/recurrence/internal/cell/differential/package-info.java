/** Cells that step along the solutions of ordinary differential equations. */
package org.stillpoint.recurrence.internal.cell.differential;
