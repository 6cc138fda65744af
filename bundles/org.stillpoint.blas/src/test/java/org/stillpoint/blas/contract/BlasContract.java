package org.stillpoint.blas.contract;

/** The whole contract. */
public abstract class BlasContract implements ProductContract, VectorContract, TriangleContract, FactorisationContract,
        ArgumentContract, ConcurrencyContract {
}
