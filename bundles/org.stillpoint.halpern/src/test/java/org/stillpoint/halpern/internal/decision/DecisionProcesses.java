package org.stillpoint.halpern.internal.decision;

import java.util.Arrays;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConstrainedPolicy;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.ConstrainedDecisionVerifier;

/** Decision processes of tests, and their verification. */
final class DecisionProcesses {

    private DecisionProcesses() {
    }

    /** Rewards and costs uniform in [0, 1], three next states for each state and action, limits between what is least and what is usual. */
    static ConstrainedDecisionProcess random(int states, int actions, int limits, double discount, long seed) {
        RandomStream random = new RandomStream(seed);
        int pairs = states * actions;
        double[] transitions = new double[pairs * states];
        for (int pair = 0; pair < pairs; pair++) {
            double total = 0;
            for (int i = 0; i < 3; i++) {
                int next = pair * states + random.nextInt(states);
                double weight = random.nextDouble() + 0.05;
                transitions[next] += weight;
                total += weight;
            }
            for (int next = pair * states; next < (pair + 1) * states; next++) {
                transitions[next] /= total;
            }
        }
        double[] rewards = new double[pairs];
        random.fillUniform(rewards);
        double[] costs = new double[limits * pairs];
        random.fillUniform(costs);
        double[] initial = new double[states];
        Arrays.fill(initial, 1.0 / states);
        ConstrainedDecisionProcess free = new ConstrainedDecisionProcess(states, actions, transitions, rewards, costs, new double[limits],
                initial, discount);
        double[] bounds = new double[limits];
        for (int k = 0; k < limits; k++) {
            double least = leastCost(free, k);
            bounds[k] = least + (limits == 1 ? 0.35 : 0.6) * (0.5 / (1 - discount) - least);
        }
        return withLimits(free, bounds);
    }

    static ConstrainedDecisionProcess withLimits(ConstrainedDecisionProcess process, double... limits) {
        return new ConstrainedDecisionProcess(process.states(), process.actions(), process.transitions(), process.rewards(),
                process.costs(), limits, process.initial(), process.discount());
    }

    static double leastCost(ConstrainedDecisionProcess process, int k) {
        int pairs = process.states() * process.actions();
        double[] rewards = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            rewards[pair] = -process.costs()[k * pairs + pair];
        }
        return -new PolicyIteration(process, new PolicyEvaluation(process)).largest(rewards, () -> true);
    }

    static double reward(ConstrainedDecisionProcess process, double[] policy) {
        PolicyEvaluation evaluation = new PolicyEvaluation(process);
        evaluation.factorise(policy);
        double[] values = new double[process.states()];
        evaluation.values(policy, process.rewards(), 0, values);
        return evaluation.atStart(values);
    }

    static Certificate verify(ConstrainedDecisionProcess process, Solution<ConstrainedPolicy> solution, double tolerance) {
        return new ConstrainedDecisionVerifier().verify(process, solution, Verification.context(tolerance));
    }
}
