package org.stillpoint.api.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class StandardProblemsTest {

    static List<ProblemType<?, ?>> types() {
        return StandardProblems.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theNamesOfTheTypeAndOfItsRecordsAgree(ProblemType<?, ?> type) throws ReflectiveOperationException {
        assertEquals(type.problemClass().getField("TYPE").get(null), type.name());
        assertEquals(type.valueClass().getField("TYPE").get(null), type.valueRecord());
        assertTrue(type.name().matches("[a-z]+(-[a-z]+)*"), type.name());
        assertFalse(type.title().isEmpty());
    }

    @Test
    void noTwoTypesHaveOneName() {
        Set<String> names = new HashSet<>();
        types().forEach(type -> assertTrue(names.add(type.name()), type.name()));
    }

    @Test
    void problemsOfTypesWithAMainFieldCanBeMadeOfItAlone() {
        Map<String, String> fields = types().stream().filter(type -> type.mainField().isPresent())
                .collect(Collectors.toMap(ProblemType::name, type -> type.mainField().orElseThrow()));
        assertEquals(Map.of("matrix-game", "payoff", "risk-parity", "covariance", "metric-nearness", "dissimilarities",
                "correlation-clustering", "opinions", "transport", "cost"), fields);
        for (ProblemType<?, ?> type : types()) {
            double diagonal = type.name().equals(MetricNearnessProblem.TYPE) ? 0 : 2;
            type.mainField().ifPresent(field -> assertEquals(type.name(), type.document(DataRecord.of(type.name(), 1)
                    .array(field, new NamedArray(new double[] {diagonal, 1, 1, diagonal}, 2, 2)).build()).type()));
        }
    }
}
