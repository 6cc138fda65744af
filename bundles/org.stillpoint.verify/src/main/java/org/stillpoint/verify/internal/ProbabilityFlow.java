package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.recurrence.GaussianMixture;
import org.stillpoint.api.problem.recurrence.NoiseSchedule;

/** The right-hand side -(b / 2) (x + grad log q_t(x)) of the probability flow, from the definition of a diffusion problem. */
final class ProbabilityFlow implements Extrapolation.Derivative {

    private final GaussianMixture data;
    private final NoiseSchedule schedule;
    private final double[] logProbability;

    ProbabilityFlow(GaussianMixture data, NoiseSchedule schedule) {
        this.data = data;
        this.schedule = schedule;
        logProbability = new double[data.size()];
    }

    /** b = -2 d log(alpha) / dt. */
    private double rate(double time) {
        if (schedule.kind() == NoiseSchedule.Kind.LINEAR) {
            return schedule.first() + time * (schedule.last() - schedule.first());
        }
        double scale = Math.PI / 2 / (1 + schedule.first());
        return 2 * scale * Math.tan(scale * (time + schedule.first()));
    }

    private double alpha(double time) {
        if (schedule.kind() == NoiseSchedule.Kind.LINEAR) {
            return Math.exp(-(time * schedule.first() + time * time * (schedule.last() - schedule.first()) / 2) / 2);
        }
        double scale = Math.PI / 2 / (1 + schedule.first());
        return Math.cos(scale * (time + schedule.first())) / Math.cos(scale * schedule.first());
    }

    @Override
    public void at(double time, double[] x, double[] derivative) {
        double alpha = alpha(time);
        double noise = (1 - alpha) * (1 + alpha);
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < data.size(); i++) {
            double twice = -2 * Math.log(data.weights()[i]);
            for (int j = 0; j < x.length; j++) {
                double variance = alpha * alpha * data.variance(i, j) + noise;
                double difference = x[j] - alpha * data.means().get(i, j);
                twice += difference * difference / variance + Math.log(variance);
            }
            logProbability[i] = -twice / 2;
            largest = Math.max(largest, logProbability[i]);
        }
        double total = 0;
        for (int i = 0; i < data.size(); i++) {
            total += Math.exp(logProbability[i] - largest);
        }
        for (int j = 0; j < x.length; j++) {
            double score = 0;
            for (int i = 0; i < data.size(); i++) {
                double variance = alpha * alpha * data.variance(i, j) + noise;
                score += Math.exp(logProbability[i] - largest) / total * (alpha * data.means().get(i, j) - x[j]) / variance;
            }
            derivative[j] = -rate(time) / 2 * (x[j] + score);
        }
    }
}
