package org.stillpoint.blas.internal.router;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.blas.contract.BlasContract;
import org.stillpoint.blas.internal.JavaBlas;

/** The router hands every operation on with the right arguments. */
class RouterContractTest extends BlasContract {
    @TempDir
    private static Path folder;
    private static Router router;

    @Override
    public Blas blas() {
        if (router == null) {
            router = new Router(new JavaBlas(), folder.resolve("calibration.json"));
        }
        return router;
    }
}
