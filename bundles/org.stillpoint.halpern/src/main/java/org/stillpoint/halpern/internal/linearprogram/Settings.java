package org.stillpoint.halpern.internal.linearprogram;

/**
 * The options of one solve, read once: an instance of the annotation type converts its value at every call.
 *
 * @param tolerance the tolerance
 * @param maxIterations the most iterations
 * @param newton whether to finish by Newton steps
 * @param presolve whether to presolve
 * @param factorisationLimit the most work of one factorisation, in Halpern iterations
 */
record Settings(double tolerance, long maxIterations, boolean newton, boolean presolve, double factorisationLimit) {

    static Settings of(LinearProgramOptions options) {
        return new Settings(options.tolerance(), options.maxIterations(), options.newton(), options.presolve(),
                options.factorisationLimit());
    }
}
