package org.stillpoint.blas.internal.router;

/**
 * The speed of one provider at one operation and size.
 *
 * @param gigaflops in 10^9 operations a second
 */
record Measurement(String provider, Operation operation, int size, double gigaflops) {
}
