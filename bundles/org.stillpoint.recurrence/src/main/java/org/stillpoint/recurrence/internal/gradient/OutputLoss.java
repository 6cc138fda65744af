package org.stillpoint.recurrence.internal.gradient;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;

/** A loss with its derivatives by the output, and through the readout. */
final class OutputLoss {

    /** The loss. */
    final double loss;
    private final Sequences output;
    private final double[] cotangent;

    /** The loss of an output. */
    OutputLoss(SequenceLoss definition, Sequences output) {
        this.output = output;
        cotangent = new double[output.values().length];
        boolean targets = definition.kind() == SequenceLoss.Kind.TARGET;
        double[] given = definition.values().values();
        double share = targets ? 1.0 / definition.counted() : 1;
        double sum = 0;
        for (int b = 0; b < output.batch(); b++) {
            for (int i = output.offset(b, definition.firstStep()); i < output.offset(b + 1, 0); i++) {
                double difference = output.values()[i] - given[i];
                sum += targets ? difference * difference : given[i] * output.values()[i];
                cotangent[i] = targets ? 2 * share * difference : given[i];
            }
        }
        loss = sum * share;
    }

    /** The derivatives by the output. */
    double[] cotangent() {
        return cotangent;
    }

    /** The derivatives by the readout's matrix. */
    DMatrixRMaj ofWeight(Sequences hidden, Blas blas) {
        DMatrixRMaj weight = new DMatrixRMaj(output.size(), hidden.size());
        blas.dgemm(Transpose.YES, Transpose.NO, output.size(), hidden.size(), rows(), 1, cotangent, 0, output.size(), hidden.values(), 0,
                hidden.size(), 0, weight.data, 0, hidden.size());
        return weight;
    }

    /** The derivatives by the readout's vector. */
    double[] ofBias() {
        double[] bias = new double[output.size()];
        for (int i = 0; i < cotangent.length; i++) {
            bias[i % bias.length] += cotangent[i];
        }
        return bias;
    }

    /** The derivatives by what the readout reads. */
    double[] throughReadout(Readout readout, Blas blas) {
        int columns = readout.weight().numCols;
        double[] result = new double[Math.multiplyExact(rows(), columns)];
        blas.dgemm(Transpose.NO, Transpose.NO, rows(), columns, output.size(), 1, cotangent, 0, output.size(), readout.weight().data, 0,
                columns, 0, result, 0, columns);
        return result;
    }

    private int rows() {
        return output.batch() * output.steps();
    }
}
