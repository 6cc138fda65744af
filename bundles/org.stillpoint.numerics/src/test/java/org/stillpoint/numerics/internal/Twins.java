package org.stillpoint.numerics.internal;

import java.util.stream.Stream;

/** The implementations that this machine can run. */
final class Twins {

    private Twins() {
    }

    static Stream<KernelSet> kernels() {
        Stream<KernelSet> scalar = Stream.of(new ScalarKernels());
        return VectorKernel.fitsTheProcessor() ? Stream.concat(scalar, Stream.of(new SimdKernels(true))) : scalar;
    }

    static Stream<PanelKernels> panels() {
        Stream<PanelKernels> scalar = Stream.of(new ScalarPanels());
        return VectorKernel.fitsTheProcessor() ? Stream.concat(scalar, Stream.of(new SimdPanels(true))) : scalar;
    }

    static Stream<PairKernels> pairs() {
        Stream<PairKernels> scalar = Stream.of(new ScalarPairs());
        return VectorKernel.fitsTheProcessor() ? Stream.concat(scalar, Stream.of(new SimdPairKernels(true))) : scalar;
    }
}
