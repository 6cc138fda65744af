package org.stillpoint.api.problem;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find the weights of a network of fully connected layers with ReLU between them that puts every sample into its class: the output of
 * the class exceeds every other one by a margin. The residual is the part of the samples for which it does not.
 *
 * @param features the samples, samples by features; shared, not copied
 * @param labels the class of each sample, from 0
 * @param classes the number of classes, at least 2
 * @param hidden the numbers of units of the hidden layers; none for a linear classifier
 * @param margin the margin, positive
 */
public record ClassificationProblem(DMatrixRMaj features, int[] labels, int classes, int[] hidden, double margin) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "classification";

    /** Checks the parts. */
    public ClassificationProblem {
        Fields.matrix("features", features);
        Fields.length("labels", labels.length, features.numRows);
        if (classes < 2 || !(margin > 0) || Double.isInfinite(margin)) {
            throw new DataException(classes + " classes, margin " + margin + "; expected at least 2 and a positive margin");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new DataException("label " + i + " is " + labels[i] + "; expected a class from 0 to " + (classes - 1));
            }
        }
        for (int units : hidden) {
            if (units < 1) {
                throw new DataException("hidden has a layer of " + units + " units; expected at least 1");
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).ints("labels", labels).integer("classes", classes).ints("hidden", hidden)
                .number("margin", margin);
        Fields.matrix(record, "features", features);
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static ClassificationProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        if (!(Fields.matrix(record, "features") instanceof DMatrixRMaj features)) {
            throw new DataException("features is sparse; expected a dense matrix");
        }
        return new ClassificationProblem(features, Fields.integers(record, "labels"), Fields.integer(record, "classes"),
                record.has("hidden") ? Fields.integers(record, "hidden") : new int[0], Fields.number(record, "margin", 1));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<ClassificationProblem, ClassifierWeights> problemType() {
        return new StandardType<>(TYPE, "Training of a small classifier", ClassificationProblem.class, ClassifierWeights.class,
                ClassificationProblem::fromRecord, ClassifierWeights::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassificationProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
