package org.stillpoint.verify.internal;

/** What every certificate of transport tells beside its checks, in units of the scaled costs. */
final class TransportQuantities {

    private TransportQuantities() {
    }

    static void add(CertificateDraft draft, TransportCosts costs, double linearCost, double mass, double errorOfSource,
            double errorOfTarget) {
        draft.quantity("linearCost", linearCost);
        draft.quantity("mass", mass);
        draft.quantity("marginalErrorOfSource", errorOfSource);
        draft.quantity("marginalErrorOfTarget", errorOfTarget);
        if (costs.epsilon() > 0) {
            draft.quantity("epsilon", costs.epsilon());
        }
        if (costs.scale() != 1) {
            draft.quantity("costUnit", costs.scale());
        }
    }
}
