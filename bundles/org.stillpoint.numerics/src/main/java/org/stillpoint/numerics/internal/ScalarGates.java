package org.stillpoint.numerics.internal;

/** The kernels of gated units as plain loops. They give the bits of the vector forms. */
final class ScalarGates implements GateKernelSet {

    @Override
    public void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, int aStep, double[] gate, int gateOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            gate[gateOffset + i] = ScalarFunctions.sigmoid(a[aOffset + i * aStep] * h[hOffset + i] + u[uOffset + i]);
        }
    }

    @Override
    public void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, int aStep, double[] gates,
            int gateOffset, int gateStride, double[] next, int nextOffset, int length) {
        for (int i = 0; i < length; i++) {
            double state = h[hOffset + i];
            double reset = state * gates[gateOffset + gateStride + i];
            double candidate = ScalarFunctions.tanh(a[aOffset + i * aStep] * reset + u[uOffset + i]);
            gates[gateOffset + 2 * gateStride + i] = candidate;
            next[nextOffset + i] = state + gates[gateOffset + i] * (candidate - state);
        }
    }
}
