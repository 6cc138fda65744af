package org.stillpoint.halpern.internal.presolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;
import org.stillpoint.halpern.internal.linearprogram.Variants;
import org.stillpoint.halpern.internal.linearprogram.Verified;

/** The status of small random programs of all kinds is the verdict of the simplex method. */
class SolverVerdictTest {

    private static final int SEEDS = 250;

    @ParameterizedTest
    @EnumSource
    void statusesAreThoseOfTheSimplexMethod(Variants variant) {
        Map<Status, Integer> seen = new EnumMap<>(Status.class);
        for (int seed = 0; seed < SEEDS; seed++) {
            check(RandomPrograms.feasible(seed), variant, "feasible " + seed, seen);
            check(RandomPrograms.arbitrary(seed), variant, "arbitrary " + seed, seen);
        }
        for (Status status : new Status[] {Status.CONVERGED, Status.INFEASIBLE, Status.UNBOUNDED}) {
            assertTrue(seen.getOrDefault(status, 0) > 20, status + " was seen too rarely: " + seen);
        }
        assertTrue(seen.getOrDefault(Status.ITERATION_LIMIT, 0) <= 1, () -> "too many unsolved: " + seen);
    }

    private static void check(RangeProgram program, Variants variant, String name, Map<Status, Integer> seen) {
        Status expected = switch (new DenseSimplex(program).verdict()) {
            case OPTIMAL -> Status.CONVERGED;
            case INFEASIBLE -> Status.INFEASIBLE;
            case UNBOUNDED -> Status.UNBOUNDED;
        };
        Solution<LinearProgramSolution> solution = Verified.solve(linearProgram(program), variant.context(1e-6));
        seen.merge(solution.status(), 1, Integer::sum);
        if (solution.status().isClaim()) {
            assertEquals(expected, solution.status(), name);
        } else {
            assertEquals(Status.ITERATION_LIMIT, solution.status(), name);
        }
    }

    private static LinearProgram linearProgram(RangeProgram program) {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(program.rows(), program.columns(), 0);
        matrix.col_idx = program.columnStarts();
        matrix.nz_rows = program.rowIndices();
        matrix.nz_values = program.values();
        matrix.nz_length = program.entries();
        matrix.indicesSorted = true;
        return LinearProgram.of(program.objective(), matrix).objectiveConstant(program.objectiveConstant())
                .rowBounds(program.rowLower(), program.rowUpper()).columnBounds(program.columnLower(), program.columnUpper()).build();
    }
}
