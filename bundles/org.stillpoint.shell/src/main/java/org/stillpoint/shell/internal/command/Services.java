package org.stillpoint.shell.internal.command;

import java.util.List;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.shell.internal.tour.TourProblem;

/** What the commands ask of the host. Each service is fetched when a command first needs it. */
public interface Services {

    /** The registry of solvers. */
    SolverRegistry registry();

    /** The runs. */
    RunService runs();

    /** The installer. */
    Installer installer();

    /** The problem files. */
    ProblemFiles files();

    /** The linear algebra. */
    BlasRouter blas();

    /** What people see of problems and solutions. */
    ResultViews views();

    /** The problems of the tour. */
    List<TourProblem> tour();

    /** The version of this product. */
    String version();
}
