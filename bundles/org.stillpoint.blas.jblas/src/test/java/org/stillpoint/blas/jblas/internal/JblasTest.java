package org.stillpoint.blas.jblas.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.BeforeAll;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.blas.contract.BlasContract;

class JblasTest extends BlasContract {
    private static final Jblas BLAS = new Jblas();

    /** The natives of other platforms are not part of the test. */
    @BeforeAll
    static void load() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(platform.equals("Linux amd64"), "no native library for " + platform);
        PrintStream output = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            BLAS.load();
        } finally {
            System.setOut(output);
        }
        assertEquals("", printed.toString(), "nothing is printed while the library is unpacked");
    }

    @Override
    public Blas blas() {
        return BLAS;
    }
}
