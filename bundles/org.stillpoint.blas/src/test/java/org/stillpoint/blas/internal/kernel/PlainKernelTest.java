package org.stillpoint.blas.internal.kernel;

import org.stillpoint.api.blas.Blas;
import org.stillpoint.blas.contract.ConcurrencyContract;
import org.stillpoint.blas.contract.ProductContract;
import org.stillpoint.blas.contract.VectorContract;

/** The loops that are used without the Vector API. */
class PlainKernelTest implements ProductContract, VectorContract, ConcurrencyContract {
    private final Blas blas = new KernelBlas(new PlainDoubleKernel(), new PlainFloatKernel());

    @Override
    public Blas blas() {
        return blas;
    }
}
