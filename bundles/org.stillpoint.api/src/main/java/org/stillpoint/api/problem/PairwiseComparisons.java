package org.stillpoint.api.problem;

import java.util.List;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The strengths s_i of players from how often each won against each: the most likely ones where i beats j with probability
 * s_i / (s_i + s_j) (Bradley and Terry 1952; Zermelo 1929). With a prior, the most probable ones a posteriori where each player has,
 * beside its comparisons, that many wins and losses against one of strength 1. The residual is the largest derivative of the
 * log-likelihood with respect to a log-strength, relative to the number of that player's comparisons, those of the prior included; where
 * ties are an outcome of their own, also that with respect to log nu, relative to the number of ties.
 *
 * @param names the names of the players
 * @param first the index of a player for each pair
 * @param second the index of the other one
 * @param wins how often the first beat the second, at least 0; a pair may come several times and both ways round
 * @param ties how often they tied, at least 0
 * @param tieRule what a tie says
 * @param prior the weight of the prior, 0 for none
 */
public record PairwiseComparisons(List<String> names, int[] first, int[] second, double[] wins, double[] ties, TieRule tieRule,
        double prior) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "pairwise-comparisons";

    /** Checks the parts. */
    public PairwiseComparisons {
        names = List.copyOf(names);
        Fields.length("second", second.length, first.length);
        Fields.length("wins", wins.length, first.length);
        Fields.length("ties", ties.length, first.length);
        Objects.requireNonNull(tieRule, "tieRule");
        if (!(prior >= 0) || Double.isInfinite(prior)) {
            throw new DataException("prior is " + prior + "; expected a finite number of at least 0");
        }
        for (int i = 0; i < first.length; i++) {
            if (first[i] < 0 || first[i] >= names.size() || second[i] < 0 || second[i] >= names.size() || first[i] == second[i]) {
                throw new DataException("comparison " + i + " is between players " + first[i] + " and " + second[i]
                        + "; expected two different ones from 0 to " + (names.size() - 1));
            }
            if (!(wins[i] >= 0) || !(ties[i] >= 0) || Double.isInfinite(wins[i] + ties[i])) {
                throw new DataException("comparison " + i + " has " + wins[i] + " wins and " + ties[i]
                        + " ties; expected finite numbers of at least 0");
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).texts("names", names).ints("first", first).ints("second", second).doubles("wins", wins)
                .doubles("ties", ties).text("tieRule", tieRule.name()).number("prior", prior).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static PairwiseComparisons fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        double[] wins = record.numbers("wins");
        return new PairwiseComparisons(record.texts("names"), Fields.integers(record, "first"), Fields.integers(record, "second"), wins,
                record.has("ties") ? record.numbers("ties") : new double[wins.length],
                record.has("tieRule") ? record.constant("tieRule", TieRule.class) : TieRule.HALF, Fields.number(record, "prior", 0));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<PairwiseComparisons, Ranking> problemType() {
        return new StandardType<>(TYPE, "Ranking from pairwise comparisons", PairwiseComparisons.class, Ranking.class,
                PairwiseComparisons::fromRecord, Ranking::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairwiseComparisons that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
