package org.stillpoint.api.problem;

import java.util.List;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzBoundProblem;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.api.problem.recurrence.LinearAttention;
import org.stillpoint.api.problem.recurrence.MixedRecurrence;
import org.stillpoint.api.problem.recurrence.PerturbedDiagonalisation;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.SmoothMinimisation;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.FreeSupportBarycenterProblem;
import org.stillpoint.api.problem.transport.GaussianBarycenterProblem;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.api.problem.transport.LowRankProblem;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.api.problem.transport.MultiMarginalProblem;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;
import org.stillpoint.api.problem.transport.RoutingProblem;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.problem.transport.SnapshotBridgeProblem;
import org.stillpoint.api.problem.transport.TransportGradientProblem;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.problem.transport.WassersteinDictionaryProblem;

/** The problem types that every host knows. Only Stillpoint's own bundles bring verifiers for them. */
public final class StandardProblems {

    private StandardProblems() {
    }

    /** The standard types. */
    public static List<ProblemType<?, ?>> types() {
        return List.of(LinearProgram.problemType(), QuadraticProgram.problemType(), FixedPointProblem.problemType(),
                MonotoneInclusion.problemType(), SaddleProblem.problemType(), MatrixGame.problemType(), FeasibilityProblem.problemType(),
                PairwiseComparisons.problemType(), RiskParityProblem.problemType(), ConstrainedDecisionProcess.problemType(),
                ClassificationProblem.problemType(), DigitRoutine.problemType(), MetricNearnessProblem.problemType(),
                CorrelationClusteringProblem.problemType(), WassersteinDictionaryProblem.problemType(),
                GaussianTransportProblem.problemType(),
                GaussianBarycenterProblem.problemType(),
                FreeSupportBarycenterProblem.problemType(),
                MultiMarginalProblem.problemType(),
                LowRankProblem.problemType(),
                BarycenterProblem.problemType(),
                SinkhornDivergenceProblem.problemType(),
                TransportProblem.problemType(), DoublyStochasticProblem.problemType(),
                MatrixParametrisationProblem.problemType(), TransportGradientProblem.problemType(), RoutingProblem.problemType(),
                MongeGapProblem.problemType(), GromovWassersteinProblem.problemType(),
                SchroedingerBridgeProblem.problemType(), DiscreteBridgeProblem.problemType(), GradientFlowProblem.problemType(),
                RectifiedFlowProblem.problemType(), SnapshotBridgeProblem.problemType(),
                LinearAttention.problemType(), MixedRecurrence.problemType(),
                ImplicitStateSpace.problemType(), AffineRecurrence.problemType(),
                PerturbedDiagonalisation.problemType(),
                DiffusionSamplingProblem.problemType(), SmoothMinimisation.problemType(),
                RecurrenceProblem.problemType(), RecurrenceGradientProblem.problemType(), RecurrenceTrainingProblem.problemType(),
                EquilibriumProblem.problemType(), EquilibriumGradientProblem.problemType(), EquilibriumTrainingProblem.problemType(),
                EquilibriumSequenceProblem.problemType(), LipschitzBoundProblem.problemType(), ImplicitDerivativeProblem.problemType());
    }
}
