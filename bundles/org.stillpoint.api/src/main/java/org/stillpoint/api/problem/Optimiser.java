package org.stillpoint.api.problem;

/**
 * How training makes steps of the gradients g_t at step t = 1, 2, ...; b = 0.9, c = 0.999, e = 1e-8, and r the learning rate.
 */
public enum Optimiser {
    /**
     * m_t = b m_{t-1} + (1 - b) g_t, v_t = c v_{t-1} + (1 - c) g_t^2, and
     * x_t = x_{t-1} - r (m_t / (1 - b^t)) / (sqrt(v_t / (1 - c^t)) + e). Source: Kingma and Ba 2014 (arXiv:1412.6980).
     */
    ADAM,
    /**
     * With r_t = r sqrt(1 - c^t): gradients g_t at y_t = (1 - b) z_t + b x_t, v_t as above, z_{t+1} = z_t - r_t g_t / (sqrt(v_t) + e),
     * and the mean x_{t+1} = (1 - a_t) x_t + a_t z_{t+1} with a_t = r_t^2 / (r_1^2 + ... + r_t^2), which is the answer. Source: Defazio
     * et al. 2024, The road less scheduled (arXiv:2405.15682).
     */
    SCHEDULE_FREE
}
