package org.stillpoint.recurrence.internal.newton;

/**
 * Solves the linearised recurrence along a window, tile after tile, for the corrections d_t of the states, and applies them. All kinds
 * have the form
 *
 * <pre>
 *   d_t = C_t (r_t + A_t d_{t-1}),    r_t = f(h_{t-1}, x_t) - h_t,    d_0 = 0,
 *   h_t  becomes  f(h_{t-1}, x_t) + A_t d_{t-1} - (I - C_t) (r_t + A_t d_{t-1}),
 * </pre>
 *
 * with A_t the Jacobian matrix or what stands for it. Where d_{t-1} is zero and C_t = I, the new state is f(h_{t-1}, x_t) to the bit: a
 * prefix that is exact stays exact, and grows by a step with each iteration.
 */
interface StateUpdate {

    /**
     * Begins a pass.
     *
     * @param anchored whether C_t = I at the first step that is corrected, of which the state before is exact
     */
    void begin(boolean anchored);

    /**
     * Corrects the states of a tile, which was evaluated with its Jacobian matrices.
     *
     * @param start the first step that is corrected; other than 0 only in the first tile of a pass
     */
    void advance(Tile tile, int start);

    /** Whether the correction of the last state is finite; once it is not, no later one is. */
    boolean isFinite();
}
