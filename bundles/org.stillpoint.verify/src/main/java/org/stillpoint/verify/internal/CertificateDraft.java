package org.stillpoint.verify.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;

/** Collects the parts of a certificate. */
public final class CertificateDraft {

    private final List<Check> checks = new ArrayList<>();
    private final Map<String, Double> quantities = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** Adds a check and answers whether it holds. */
    public boolean atMost(String name, double value, double bound) {
        Check check = Check.atMost(name, value, bound);
        checks.add(check);
        return check.holds();
    }

    /** Adds a check of a value that must not fall below a bound. */
    public void atLeast(String name, double value, double bound) {
        checks.add(Check.atLeast(name, value, bound));
    }

    /** Adds a number for information. */
    public void quantity(String name, double value) {
        quantities.put(name, value);
    }

    /** Adds a remark for the user. */
    public void note(String note) {
        notes.add(note);
    }

    /** Whether an array has the length it must have and is finite; where not, a check that fails says so. */
    public boolean usable(String name, double[] values, int length) {
        if (values.length < length) {
            atLeast("number of values of " + name, values.length, length);
        } else if (values.length > length) {
            atMost("number of values of " + name, values.length, length);
        }
        int wrong = 0;
        for (double value : values) {
            wrong += Double.isFinite(value) ? 0 : 1;
        }
        if (wrong > 0) {
            atMost("values of " + name + " that are not finite", wrong, 0);
        }
        return values.length == length && wrong == 0;
    }

    /** The certificate, written by the verifier of that name. */
    public Certificate certificate(String verifier) {
        return new Certificate(verifier, checks, quantities, notes);
    }
}
