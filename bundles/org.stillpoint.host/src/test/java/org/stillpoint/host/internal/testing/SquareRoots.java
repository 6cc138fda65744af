package org.stillpoint.host.internal.testing;

import java.util.List;
import java.util.Map;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.Verifier;

/** Find x with x^2 = a, entry by entry. The residual is the largest |x^2 - a|. */
public record SquareRoots(double... a) implements Problem {

    public static final String TYPE = "square-roots";

    /** The roots. */
    public record Roots(double[] x) implements Recordable {
        @Override
        public DataRecord toRecord() {
            return DataRecord.of("roots", 1).doubles("x", x).build();
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).doubles("a", a).build();
    }

    public double residual(double[] x) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(x[i] * x[i] - a[i]));
        }
        return largest;
    }

    public static Verifier<SquareRoots, Roots> verifier() {
        return (problem, solution, context) -> new Certificate("somebody else", List.of(Check.atMost("error of the squares",
                problem.residual(solution.value().x()), context.tolerance())), Map.of(), List.of());
    }

    public static ProblemType<SquareRoots, Roots> problemType() {
        return new ProblemType<>() {
            @Override
            public String name() {
                return TYPE;
            }

            @Override
            public String title() {
                return "Square roots";
            }

            @Override
            public Class<SquareRoots> problemClass() {
                return SquareRoots.class;
            }

            @Override
            public Class<Roots> valueClass() {
                return Roots.class;
            }

            @Override
            public SquareRoots problem(DataRecord record) {
                return new SquareRoots(record.doubles("a"));
            }

            @Override
            public Roots value(DataRecord record) {
                return new Roots(record.doubles("x"));
            }
        };
    }
}
