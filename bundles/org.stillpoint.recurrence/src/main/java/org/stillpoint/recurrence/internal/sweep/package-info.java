/** Fixed-point sweeps over whole sequences, shared by the methods of Jacobi and Picard. */
package org.stillpoint.recurrence.internal.sweep;
