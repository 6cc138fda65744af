package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;

/** The mixture of all permutation matrices with softmax weights. */
final class PermutationMixture implements Construction {

    private final int size;
    private final double tolerance;
    private final int[][] permutations;
    private final double[] weights;

    PermutationMixture(int size, double tolerance) {
        this.size = size;
        this.tolerance = tolerance;
        int count = 1;
        for (int k = 2; k <= size; k++) {
            count *= k;
        }
        permutations = new int[count][];
        int[] permutation = new int[size];
        for (int i = 0; i < size; i++) {
            permutation[i] = i;
        }
        for (int k = 0; k < count; k++) {
            permutations[k] = permutation.clone();
            advance(permutation);
        }
        weights = new double[count];
    }

    /** The next permutation in lexicographic order: the last entry that is below its successor grows, what follows is put in order. */
    private static void advance(int[] permutation) {
        int pivot = permutation.length - 2;
        while (pivot >= 0 && permutation[pivot] > permutation[pivot + 1]) {
            pivot--;
        }
        if (pivot < 0) {
            return;
        }
        int successor = permutation.length - 1;
        while (permutation[successor] < permutation[pivot]) {
            successor--;
        }
        int larger = permutation[successor];
        permutation[successor] = permutation[pivot];
        permutation[pivot] = larger;
        Arrays.sort(permutation, pivot + 1, permutation.length);
    }

    @Override
    public double make(double[] parameters, int from, double[] matrices, int to) {
        VectorKernels.softmax(parameters, from, weights, 0, weights.length);
        Arrays.fill(matrices, to, to + size * size, 0);
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < size; i++) {
                matrices[to + i * size + permutations[k][i]] += weights[k];
            }
        }
        return MarginalError.of(matrices, to, size, tolerance);
    }
}
