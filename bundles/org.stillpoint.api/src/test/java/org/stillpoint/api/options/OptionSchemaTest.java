package org.stillpoint.api.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionSchemaTest {

    private final OptionSchema schema = new OptionSchema(List.of(
            new OptionDeclaration("tolerance", OptionKind.NUMBER, 1e-6, "1e-14", "0.1", List.of(), ""),
            new OptionDeclaration("maxIterations", OptionKind.INTEGER, 1000L, "0", "", List.of(), ""),
            new OptionDeclaration("newton", OptionKind.TRUTH, true, "", "", List.of(), ""),
            new OptionDeclaration("order", OptionKind.CHOICE, "NATURAL", "", "", List.of("NATURAL", "MINIMUM_DEGREE"), "")));

    @interface TypedOptions {
        double tolerance() default 1e-6;

        int maxIterations() default 1000;

        boolean newton() default true;

        Order order() default Order.NATURAL;
    }

    enum Order {
        NATURAL, MINIMUM_DEGREE
    }

    @Test
    void defaultsFillWhatIsNotGiven() {
        assertEquals(Map.of("tolerance", 1e-8, "maxIterations", 1000L, "newton", false, "order", "MINIMUM_DEGREE"),
                schema.complete(Map.of("tolerance", "1e-8", "newton", "off", "order", "minimum_degree")));
    }

    @Test
    void typedOptionsCarryTheValues() {
        TypedOptions options = Options.typed(TypedOptions.class,
                schema.complete(Map.of("tolerance", 1e-9, "maxIterations", "1e3", "newton", "no", "order", "MINIMUM_DEGREE")));
        assertEquals(1e-9, options.tolerance());
        assertEquals(1000, options.maxIterations());
        assertEquals(false, options.newton());
        assertEquals(Order.MINIMUM_DEGREE, options.order());
        assertEquals(1e-6, Options.typed(TypedOptions.class, Map.of()).tolerance());
    }

    @Test
    void anUnknownNameNamesTheNearest() {
        assertEquals("there is no option maxIteration; the nearest is maxIterations", refusal("maxIteration", 5));
        assertEquals("there is no option Tolerence; the nearest is tolerance", refusal("Tolerence", 5));
    }

    @Test
    void aWrongValueNamesTheRange() {
        assertEquals("option tolerance is '0.5'; expected a number from 1e-14 to 0.1", refusal("tolerance", "0.5"));
        assertEquals("option tolerance is 'NaN'; expected a number from 1e-14 to 0.1", refusal("tolerance", "NaN"));
        assertEquals("option maxIterations is '-1'; expected an integer from 0", refusal("maxIterations", -1));
        assertEquals("option maxIterations is '1.5'; expected an integer from 0", refusal("maxIterations", 1.5));
        assertEquals("option newton is 'maybe'; expected on or off", refusal("newton", "maybe"));
        assertEquals("option order is 'RANDOM'; expected one of NATURAL, MINIMUM_DEGREE", refusal("order", "RANDOM"));
    }

    @Test
    void typedOptionsRefuseUnknownNames() {
        assertThrows(OptionException.class, () -> Options.typed(TypedOptions.class, Map.of("tol", 1)));
    }

    private String refusal(String name, Object value) {
        return assertThrows(OptionException.class, () -> schema.complete(Map.of(name, value))).getMessage();
    }
}
