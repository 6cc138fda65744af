/** The methods of Jacobi and Gauss-Seidel on the equations of a recurrence. */
package org.stillpoint.recurrence.internal.jacobi;
