/** Elman, GRU and LSTM cells: products with matrices of weights in double and single precision, and the functions of the gates. */
package org.stillpoint.recurrence.internal.cell.dense;
