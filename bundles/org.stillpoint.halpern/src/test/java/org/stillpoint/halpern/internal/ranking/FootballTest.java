package org.stillpoint.halpern.internal.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.api.problem.TieRule;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.results.ResultsTable;
import org.stillpoint.testing.TestContext;

/** Clubs of five European leagues, 2013 to 2017; those of different leagues never met here. */
class FootballTest {

    private static PairwiseComparisons read(DataRecord.Builder fields) {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "graphs", "football.json.gz");
        assumeTrue(Files.exists(file), () -> file + " is absent");
        try {
            return (PairwiseComparisons) ResultsTable.read(new PathSource(file), fields.build()).problem();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static PairwiseComparisons league(String name, TieRule rule) {
        return read(fields().record("where", DataRecord.of("where", 1).text("division", name).build()).text("tieRule", rule.name()));
    }

    private static DataRecord.Builder fields() {
        return DataRecord.of(PairwiseComparisons.TYPE, 1);
    }

    private static List<String> ranking(PairwiseComparisons problem, Ranking ranking) {
        return IntStream.range(0, problem.names().size()).boxed()
                .sorted(Comparator.comparingDouble(player -> -ranking.strengths()[player])).map(problem.names()::get).toList();
    }

    @Test
    void theChampionsLeadTheirLeaguesWhateverATieSays() throws SolverException {
        for (TieRule rule : TieRule.values()) {
            PairwiseComparisons german = league("Deutsche Bundesliga", rule);
            Solution<Ranking> solution = Comparisons.solve(new BradleyTerrySolver(), german, new TestContext());
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals("FC Bayern Munchen", ranking(german, solution.value()).get(0));
            PairwiseComparisons italian = league("Serie A", rule);
            Ranking ranking = Comparisons.solve(new BradleyTerrySolver(), italian, new TestContext()).value();
            assertEquals("Juventus", ranking(italian, ranking).get(0));
        }
    }

    @Test
    void newmanTakesAFractionOfZermelosSweeps() throws SolverException {
        for (String league : List.of("English Premier League", "Serie A", "Primera Division", "Deutsche Bundesliga")) {
            PairwiseComparisons problem = league(league, TieRule.DAVIDSON);
            Solution<Ranking> newman = Comparisons.solve(new BradleyTerrySolver(), problem, new TestContext().with("tolerance", 1e-12));
            Solution<Ranking> zermelo = Comparisons.solve(new ZermeloSolver(), problem, new TestContext().with("tolerance", 1e-12));
            TestContext context = new TestContext().with("tolerance", 1e-12);
            Solution<Ranking> newton = Comparisons.solve(new BradleyTerryNewtonSolver(), problem, context);
            assertTrue(4 * newman.iterations() < zermelo.iterations(), newman + " " + zermelo);
            assertTrue(newton.counters().get(Counter.FINISH) <= 5, newton.toString());
            for (int club = 0; club < problem.names().size(); club++) {
                assertEquals(1, zermelo.value().strengths()[club] / newman.value().strengths()[club], 1e-10);
                assertEquals(1, newton.value().strengths()[club] / newman.value().strengths()[club], 1e-10);
            }
            assertEquals(newman.value().tie(), zermelo.value().tie(), 1e-10);
        }
    }

    @Test
    void leaguesAreNamedThatCannotBeComparedWithoutAPrior() throws SolverException {
        PairwiseComparisons all = read(fields());
        String refusal = assertThrows(SolverException.class, () -> new BradleyTerrySolver().solve(all, new TestContext())).getMessage();
        assertTrue(refusal.startsWith("the players fall into 5 groups that never met"), refusal);
        assertTrue(refusal.contains("more"), refusal);
        PairwiseComparisons withPrior = read(fields().number("prior", 1));
        Solution<Ranking> newman = Comparisons.solve(new BradleyTerrySolver(), withPrior, new TestContext().with("tolerance", 1e-12));
        Solution<Ranking> zermelo = Comparisons.solve(new ZermeloSolver(), withPrior, new TestContext().with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, newman.status());
        assertTrue(3 * newman.iterations() < zermelo.iterations(), newman + " " + zermelo);
        for (int club = 0; club < withPrior.names().size(); club++) {
            assertEquals(1, zermelo.value().strengths()[club] / newman.value().strengths()[club], 1e-9);
        }
    }
}
