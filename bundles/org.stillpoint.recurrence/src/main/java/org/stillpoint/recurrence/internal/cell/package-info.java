/** Cells made ready for evaluation: many steps at once as the lanes of panels, with Jacobian matrices. */
package org.stillpoint.recurrence.internal.cell;
