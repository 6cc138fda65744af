package org.stillpoint.api.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.Portfolio;
import org.stillpoint.api.problem.RiskParityProblem;

class ProblemFilesTest {

    private final Portfolio portfolio = new Portfolio(new double[] {2 / 3.0, 1 / 3.0});

    private static RiskParityProblem problem(List<String> names) {
        return new RiskParityProblem(new DMatrixRMaj(new double[][] {{1, 0}, {0, 4}}), new double[] {0.5, 0.5}, names);
    }

    /** What comes to the format of a file. */
    private DataRecord written(RiskParityProblem problem, Path file) throws IOException {
        Kept kept = new Kept();
        kept.write(problem, portfolio, file);
        return kept.record;
    }

    @Test
    void tablesStartWithTheNamesOfTheProblem() throws IOException {
        DataRecord table = written(problem(List.of("bonds", "shares")), Path.of("out", "W.CSV"));
        assertEquals(List.of("names", "weights"), List.copyOf(table.names()));
        assertEquals(List.of("bonds", "shares"), table.texts("names"));
        assertEquals(portfolio, Portfolio.fromRecord(table));
    }

    @Test
    void otherFilesHoldTheSolutionAlone() throws IOException {
        assertEquals(portfolio.toRecord(), written(problem(List.of("bonds", "shares")), Path.of("w.npz")));
        assertEquals(portfolio.toRecord(), written(problem(List.of()), Path.of("w.csv")));
    }

    /** Knows no format, and keeps what is to be written. */
    private static final class Kept implements ProblemFiles {

        private DataRecord record;

        @Override
        public Set<String> readableExtensions() {
            return Set.of();
        }

        @Override
        public Set<String> writableExtensions() {
            return Set.of();
        }

        @Override
        public Set<String> arrayExtensions() {
            return Set.of();
        }

        @Override
        public ReadResult read(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReadResult read(Path file, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SortedSet<String> possibleTypes(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(DataRecord written, Path file) {
            record = written;
        }

        @Override
        public DataRecord readRecord(Path file, String type) {
            return record;
        }
    }
}
