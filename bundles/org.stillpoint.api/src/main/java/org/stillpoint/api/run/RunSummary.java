package org.stillpoint.api.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.verify.Certificate;

/**
 * What the history keeps of a run.
 *
 * @param id the number of the run
 * @param label the name of the problem
 * @param source the file that the problem was read from; empty if that is not known
 * @param problemType the name of the problem type
 * @param solver the solver's id
 * @param version the solver's version
 * @param options the value of every option, as text
 * @param state where the run stands; a run that an ended process left is DONE with the verdict FAILED
 * @param status how the solve ended: a {@link org.stillpoint.api.Status} by name; empty before that, or if there is no solution
 * @param verdict what the host says of it; empty before it is done
 * @param residual the stated residual
 * @param iterations the number of iterations
 * @param submitted when it was submitted
 * @param seconds the time the solver took
 * @param blas the name of the linear algebra it was given
 * @param failure what went wrong; empty unless the solver refused or it failed
 * @param remarks what the host noticed, as in {@link RunResult#remarks()}
 * @param certificate what the verifier found
 * @param history the residuals along the way
 */
public record RunSummary(long id, String label, Optional<String> source, String problemType, String solver, String version,
        Map<String, String> options, RunState state, Optional<String> status, Optional<Verdict> verdict, double residual, long iterations, Instant submitted,
        double seconds, String blas, Optional<String> failure, List<String> remarks, Optional<Certificate> certificate,
        History history) {

    /** The same without certificate and residuals along the way. */
    public RunSummary outline() {
        return new RunSummary(id, label, source, problemType, solver, version, options, state, status, verdict, residual, iterations,
                submitted, seconds, blas, failure, remarks, Optional.empty(), History.EMPTY);
    }
}
