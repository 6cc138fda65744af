/**
 * The contract of a solver: a {@link org.stillpoint.api.Problem} goes in, a
 * {@link org.stillpoint.api.Solution} with an honest {@link org.stillpoint.api.Status} comes out.
 *
 * <p>Solver authors implement {@link org.stillpoint.api.Solver} and publish it with
 * {@link org.stillpoint.api.SolverInfo}; everything a solver may ask of its host is in
 * {@link org.stillpoint.api.SolveContext}.
 */
@Export
@Version("1.0.0")
package org.stillpoint.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
