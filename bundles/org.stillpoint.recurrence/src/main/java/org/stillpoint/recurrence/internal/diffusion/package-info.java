/** Solvers of the differential equations of diffusions. */
package org.stillpoint.recurrence.internal.diffusion;
