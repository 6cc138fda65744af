package org.stillpoint.equilibrium.internal.optimality;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link ImplicitDerivativeSolver}. */
@ObjectClassDefinition(name = "Derivatives of solutions by implicit differentiation")
public @interface ImplicitDerivativeOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1",
            description = "Bound of the conditions at the solution, and of the relative residual of each linear equation")
    double tolerance() default 1e-8;

    /** The most products. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most products with the matrix of a linear equation; LU factors take as many as the solution has components")
    int maxIterations() default 10_000;

    /** The method. */
    @AttributeDefinition(name = "Method", description = "auto: direct for small equations, conjugate_gradients for large ones of symmetric "
            + "matrices, gmres for the others and where these fail; gmres; conjugate_gradients: for symmetric definite matrices; direct: "
            + "LU factors of a dense matrix")
    LinearMethod method() default LinearMethod.AUTO;
}
