package org.stillpoint.api.problem.equilibrium;

/**
 * The sizes of a layer.
 *
 * @param state the number of components of the state z of a sample
 * @param input the number of components of the input x of a sample
 */
public record LayerShape(int state, int input) {
}
