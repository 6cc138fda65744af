package org.stillpoint.api.run;

import org.osgi.framework.Version;
import org.stillpoint.api.options.OptionSchema;

/**
 * What is known of an installed solver.
 *
 * @param id the id by which users call it
 * @param version the version: that of its bundle
 * @param family the family
 * @param problemType the name of the problem type
 * @param title the name shown to people
 * @param paper the paper that the method is from, possibly empty
 * @param bundle the symbolic name of the bundle that brought it
 * @param options its options, those common to all solvers last
 */
public record SolverDescriptor(String id, Version version, String family, String problemType, String title, String paper,
        String bundle, OptionSchema options) {
}
