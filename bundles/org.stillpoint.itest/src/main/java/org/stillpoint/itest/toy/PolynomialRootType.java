package org.stillpoint.itest.toy;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataRecord;

/** How a host recreates polynomial-root problems. */
@Component
public final class PolynomialRootType implements ProblemType<PolynomialRoot, PolynomialRoot.Root> {

    @Override
    public String name() {
        return PolynomialRoot.TYPE;
    }

    @Override
    public String title() {
        return "Root of a polynomial";
    }

    @Override
    public Class<PolynomialRoot> problemClass() {
        return PolynomialRoot.class;
    }

    @Override
    public Class<PolynomialRoot.Root> valueClass() {
        return PolynomialRoot.Root.class;
    }

    @Override
    public PolynomialRoot problem(DataRecord record) {
        record.require(PolynomialRoot.TYPE, 1);
        return new PolynomialRoot(record.doubles("coefficients"));
    }

    @Override
    public PolynomialRoot.Root value(DataRecord record) {
        return new PolynomialRoot.Root(record.number("x"));
    }
}
