package org.stillpoint.shell.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.plot.model.StateSeries;

class EquilibriumListingsTest {

    @Test
    void nodesComeByTheirState() {
        DataRecord parameters = DataRecord.of("parameters", 1).integer("nodes", 3).texts("names", List.of("one", "two", "three"))
                .ints("edge_from", new int[] {0, 1}).ints("edge_to", new int[] {1, 2}).number("gamma", .5).doubles("bias", new double[] {1})
                .text("activation", "identity").build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.GRAPH, parameters, Samples.none(1));
        Listing listing = Listing.of(problem, states(1, 1.5, 1.75)).get(0);
        assertEquals(List.of("1. three", "2. two", "3. one"), listing.rows().stream().map(Listing.Row::name).toList());
        assertEquals(1.5 / 1.75, listing.rows().get(1).share(), 1e-15);
        assertEquals(List.of(), Listing.of(problem, states(1, 2)));
        DataRecord dense = DataRecord.of("parameters", 1).array("weight", new NamedArray(new double[1], 1, 1)).text("activation", "tanh").build();
        assertEquals(List.of(), Listing.of(EquilibriumProblem.of(StandardLayer.DENSE, dense, Samples.none(1)), states(0)));
    }

    private static EquilibriumStates states(double... z) {
        return new EquilibriumStates(Samples.of(z), new double[1], new long[1], List.of(Status.CONVERGED));
    }

    /** Two folds of four rows: the first model reads 1 for everything, the second the larger component. */
    @Test
    void classesAreCountedWhileRowsAreHeldOut() {
        DataRecord fixed = DataRecord.of("parameters", 1).text("activation", "tanh").number("margin", .5).build();
        EquilibriumModel start = EquilibriumModel.drawn(StandardLayer.MONOTONE, 2, 2, 2, fixed, 1);
        Samples inputs = new Samples(new double[8], 4, 2);
        EquilibriumTrainingProblem problem = new EquilibriumTrainingProblem(StandardLayer.MONOTONE, start, inputs, Loss.CROSS_ENTROPY, 0,
                new double[] {0, 1, 0, 1}, new int[] {1, 1, 2, 2}, EquilibriumTrainingPlan.of(.1, 3), .5);
        EquilibriumModel first = new EquilibriumModel(start.parameters(), new double[4], new double[] {0, 1});
        EquilibriumModel second = new EquilibriumModel(start.parameters(), new double[] {1, 0, 0, 1}, new double[2]);
        double[] states = new double[16];
        states[8 + 4] = 2;
        states[8 + 7] = 2;
        TrainedEquilibrium trained = new TrainedEquilibrium(List.of(first, second), new double[] {3, 2, 1, 6, 5, 4}, new Samples(states, 8, 2),
                .25);
        Listing listing = Listing.of(problem, trained).get(0);
        assertEquals(List.of(List.of("1", "1"), List.of("0", "2")), listing.rows().stream().map(Listing.Row::numbers).toList());

        StateSeries losses = StateSeries.of(problem, trained).orElseThrow();
        assertEquals(2, losses.shown());
        assertEquals(3, losses.points());
        assertEquals(5, losses.value(1, 1));
        assertEquals("fold 2", losses.name(1));
        assertTrue(SeriesDrawing.draw(losses).contains("Training loss over epochs"));
    }
}
