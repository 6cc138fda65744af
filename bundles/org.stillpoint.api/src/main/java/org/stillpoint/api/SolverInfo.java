package org.stillpoint.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The service properties of a {@link Solver}. The version of a solver is the version of its bundle.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SolverInfo {

    /** Prefix of the service properties. */
    String PREFIX_ = "solver.";

    /** Service property: the solver's id. */
    String ID = PREFIX_ + "id";
    /** Service property: the family. */
    String FAMILY = PREFIX_ + "family";
    /** Service property: the name of the problem type. */
    String PROBLEM = PREFIX_ + "problem";
    /** Service property: the title. */
    String TITLE = PREFIX_ + "title";
    /** Service property: the paper. */
    String PAPER = PREFIX_ + "paper";

    /** The id by which users call the solver: {@code family.method}. */
    String id();

    /** The family the solver belongs to. */
    String family();

    /** The name of the {@link ProblemType} it solves. */
    String problem();

    /** The name shown to people. */
    String title();

    /** The paper that the method is from: authors, title, year, identifier. */
    String paper() default "";
}
