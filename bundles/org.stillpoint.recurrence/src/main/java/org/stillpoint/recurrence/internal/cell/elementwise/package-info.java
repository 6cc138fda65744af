/** Cells whose units see themselves alone. */
package org.stillpoint.recurrence.internal.cell.elementwise;
