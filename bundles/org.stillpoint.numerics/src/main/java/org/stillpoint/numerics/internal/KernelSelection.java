package org.stillpoint.numerics.internal;

import java.lang.System.Logger.Level;
import java.util.Locale;

/** Chooses the kernels once for this class loader: vector registers where they can be used, plain loops otherwise. */
public final class KernelSelection {

    /** Set this system property to {@code scalar} to keep to plain loops. */
    public static final String KERNELS_PROPERTY = "org.stillpoint.numerics.kernels";

    /** The array kernels in use. */
    public static final KernelSet KERNELS;

    /** The panel kernels in use. */
    public static final PanelKernels PANELS;

    /** The pair kernels in use. */
    public static final PairKernels PAIRS;

    /** The kernels of plans in use. */
    public static final GibbsKernelSet GIBBS;

    /** The product kernels in use. */
    public static final ProductKernels PRODUCTS;

    /** The kernels of gated units in use. */
    public static final GateKernelSet GATES;

    /** The kernels of increments in use. */
    public static final IncrementKernelSet INCREMENTS;

    private static final String VECTOR_CLASS = "jdk.incubator.vector.DoubleVector";
    /** Named, not referred to: linking these classes needs the vector module. */
    private static final String SIMD_KERNELS = "org.stillpoint.numerics.internal.SimdKernels";
    private static final String SIMD_PANELS = "org.stillpoint.numerics.internal.SimdPanels";
    private static final String SIMD_PAIRS = "org.stillpoint.numerics.internal.SimdPairKernels";
    private static final String SIMD_GIBBS = "org.stillpoint.numerics.internal.SimdGibbsKernels";
    private static final String SIMD_PRODUCTS = "org.stillpoint.numerics.internal.SimdProducts";
    private static final String SIMD_GATES = "org.stillpoint.numerics.internal.SimdGateKernels";
    private static final String SIMD_INCREMENTS = "org.stillpoint.numerics.internal.SimdIncrementKernels";

    static {
        KernelSet kernels = new ScalarKernels();
        PanelKernels panels = new ScalarPanels();
        PairKernels pairs = new ScalarPairs();
        GibbsKernelSet gibbs = new ScalarGibbs();
        ProductKernels products = new ScalarProducts();
        GateKernelSet gates = new ScalarGates();
        IncrementKernelSet increments = new ScalarIncrements();
        if (vectorsWanted() && vectorModulePresent()) {
            try {
                kernels = (KernelSet) Class.forName(SIMD_KERNELS).getDeclaredConstructor().newInstance();
                panels = (PanelKernels) Class.forName(SIMD_PANELS).getDeclaredConstructor().newInstance();
                pairs = (PairKernels) Class.forName(SIMD_PAIRS).getDeclaredConstructor().newInstance();
                gibbs = (GibbsKernelSet) Class.forName(SIMD_GIBBS).getDeclaredConstructor().newInstance();
                products = (ProductKernels) Class.forName(SIMD_PRODUCTS).getDeclaredConstructor().newInstance();
                gates = (GateKernelSet) Class.forName(SIMD_GATES).getDeclaredConstructor().newInstance();
                increments = (IncrementKernelSet) Class.forName(SIMD_INCREMENTS).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                System.getLogger(KernelSelection.class.getName())
                        .log(Level.WARNING, "Vector registers are not used: the module jdk.incubator.vector does not fit", e);
            }
        }
        KERNELS = kernels;
        PANELS = panels;
        PAIRS = pairs;
        GIBBS = gibbs;
        PRODUCTS = products;
        GATES = gates;
        INCREMENTS = increments;
    }

    private KernelSelection() {
    }

    private static boolean vectorsWanted() {
        return !System.getProperty(KERNELS_PROPERTY, "").toLowerCase(Locale.ROOT).equals("scalar");
    }

    private static boolean vectorModulePresent() {
        try {
            Class.forName(VECTOR_CLASS, false, KernelSelection.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
