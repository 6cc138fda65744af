package org.stillpoint.verify.internal.equilibrium;

/**
 * A ball around a state in which retrieval X' softmax(beta X z) has exactly one fixed point: with weights p of a pattern k that prevails,
 * the Jacobian has a norm of at most beta sum over i of p_i |x_i - x_k|^2, and within the radius R p_i is at most
 * exp(beta ((x_i - x_k)'z + |x_i - x_k| R)). Where that is a contraction rho, and |f(z) - z| is at most (1 - rho) R, the ball is mapped
 * into itself.
 */
final class RetrievalBall {

    private static final int HALVINGS = 60;

    private final double[] patterns;
    private final int count;
    private final int size;
    private final double beta;

    RetrievalBall(double[] patterns, int count, int size, double beta) {
        this.patterns = patterns;
        this.count = count;
        this.size = size;
        this.beta = beta;
    }

    /** |x_i - x_j|. */
    static double distance(double[] patterns, int i, int j, int size) {
        double squares = 0;
        for (int k = 0; k < size; k++) {
            double difference = patterns[i * size + k] - patterns[j * size + k];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    /** The least radius for which the ball has exactly one fixed point; infinite if there is none. */
    double distance(double[] state, double[] defect) {
        double residual = LinearGuarantee.norm(defect);
        int prevailing = 0;
        double[] products = new double[count];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < size; k++) {
                products[i] += patterns[i * size + k] * state[k];
            }
            prevailing = products[i] > products[prevailing] ? i : prevailing;
        }
        double radius = residual;
        for (int step = 0; step < HALVINGS; step++) {
            double rho = contraction(products, prevailing, radius);
            if (!(rho < 1)) {
                return Double.POSITIVE_INFINITY;
            }
            double needed = residual / (1 - rho);
            if (needed <= radius) {
                return radius;
            }
            radius = needed * (1 + 1e-6);
        }
        return Double.POSITIVE_INFINITY;
    }

    private double contraction(double[] products, int prevailing, double radius) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            if (i != prevailing) {
                double apart = distance(patterns, i, prevailing, size);
                sum += Math.min(1, Math.exp(beta * (products[i] - products[prevailing] + apart * radius))) * apart * apart;
            }
        }
        return beta * sum;
    }
}
