package org.stillpoint.io.internal.document;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.ClassificationProblem;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.api.problem.FeasibilityProblem;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.api.problem.SaddleProblem;

/** The fields that documents of standard problems may have: a name that is none of them is a slip, and refused. */
final class DocumentFields {

    private static final Map<String, Set<String>> DOCUMENTS = Map.of(
            MonotoneInclusion.TYPE, Set.of("operator", "parameters", "set", "start"),
            MatrixGame.TYPE, Set.of("payoff", "rowNames", "columnNames"),
            SaddleProblem.TYPE, Set.of("functions", "parameters", "primalSet", "dualSet", "x", "y"),
            FeasibilityProblem.TYPE, Set.of("sets", "start"),
            RiskParityProblem.TYPE, Set.of("covariance", "budgets", "names"),
            PairwiseComparisons.TYPE, Set.of("names", "first", "second", "wins", "ties", "tieRule", "prior", "results"),
            ConstrainedDecisionProcess.TYPE,
            Set.of("states", "actions", "transitions", "rewards", "costs", "limits", "initial", "discount"),
            ClassificationProblem.TYPE, Set.of("features", "labels", "classes", "hidden", "margin"),
            DigitRoutine.TYPE, Set.of("base", "digits", "start"));
    private static final Map<String, Set<String>> SETS = Map.of(
            "whole-space", Set.of(),
            "box", Set.of("lower", "upper"),
            "simplices", Set.of("sizes"),
            "ball", Set.of("center", "radius"),
            "affine", Set.of("matrix", "rightSide"),
            "named", Set.of("projection", "parameters"));
    private static final Set<String> COUNTS = Set.of("states", "actions", "classes", "base", "digits");
    private static final Set<String> SET_FIELDS = Set.of("set", "primalSet", "dualSet");

    private DocumentFields() {
    }

    /**
     * The document itself.
     *
     * @throws DataException if it has a field that problems of its type are known not to have
     */
    static DataRecord checked(DataRecord document) {
        Set<String> known = DOCUMENTS.containsKey(document.type()) ? DOCUMENTS.get(document.type())
                : SchemaFields.of(document.type()).orElse(null);
        if (known == null) {
            return document;
        }
        for (String name : document.names()) {
            if (!known.contains(name)) {
                throw new DataException("field " + name + " of " + document.type() + " is unknown; expected one of "
                        + new TreeSet<>(known));
            }
        }
        for (Map.Entry<String, Object> field : document.fields().entrySet()) {
            if (COUNTS.contains(field.getKey()) && field.getValue() instanceof Long count && count != count.intValue()) {
                throw new DataException("field " + field.getKey() + " of " + document.type() + " is " + count + "; expected at most "
                        + Integer.MAX_VALUE);
            }
            if (SET_FIELDS.contains(field.getKey()) && field.getValue() instanceof DataRecord set) {
                checkSet(document, field.getKey(), set);
            } else if (document.type().equals(FeasibilityProblem.TYPE) && field.getKey().equals("sets")
                    && field.getValue() instanceof List<?> sets) {
                sets.forEach(set -> checkSet(document, field.getKey(), (DataRecord) set));
            }
        }
        return document;
    }

    private static void checkSet(DataRecord document, String field, DataRecord set) {
        Set<String> known = set.fields().get(ConvexSet.KIND) instanceof String kind ? SETS.get(kind) : null;
        if (known == null) {
            throw new DataException("field " + field + " of " + document.type() + " is a set of kind '" + set.fields().get(ConvexSet.KIND)
                    + "'; expected " + ConvexSet.KIND + " to be one of " + new TreeSet<>(SETS.keySet()));
        }
        Set<String> withKind = new TreeSet<>(known);
        withKind.add(ConvexSet.KIND);
        for (String name : set.names()) {
            if (!withKind.contains(name)) {
                throw new DataException("field " + field + " of " + document.type() + " has the unknown field " + name
                        + "; expected one of " + withKind);
            }
        }
    }
}
