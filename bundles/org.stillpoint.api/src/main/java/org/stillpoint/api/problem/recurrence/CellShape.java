package org.stillpoint.api.problem.recurrence;

/**
 * The sizes of a cell.
 *
 * @param state the number of components of the state
 * @param hidden how many of the first of them are the output
 * @param input the number of components of the input
 */
public record CellShape(int state, int hidden, int input) {
}
