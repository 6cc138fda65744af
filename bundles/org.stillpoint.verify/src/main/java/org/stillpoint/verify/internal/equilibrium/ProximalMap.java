package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.LearnedProximal;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** D(z - t A'(A z - x)): {@link StandardLayer#PROXIMAL}. */
final class ProximalMap implements LayerMap {

    private final LayerShape shape;
    private final double[] operator;
    private final double step;
    private final double threshold;
    private final LearnedProximal denoiser;
    private final double[] argument;

    ProximalMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        operator = parameters.numbers("operator");
        step = parameters.number("step");
        boolean soft = parameters.has("threshold");
        threshold = soft ? parameters.number("threshold") : 0;
        denoiser = soft ? null : denoiser(parameters);
        argument = new double[shape.state()];
    }

    /** The denoiser that stands among the parameters. */
    static LearnedProximal denoiser(DataRecord parameters) {
        return new LearnedProximal(parameters.numbers("hidden_weight"), parameters.numbers("hidden_bias"),
                parameters.numbers("output_weight"), parameters.number("quadratic"), parameters.number("sharpness"));
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public double terms() {
        double largest = 0;
        for (int k = 0; denoiser != null && k < denoiser.size(); k++) {
            double sum = 0;
            for (int unit = 0; unit < denoiser.hiddenBias().length; unit++) {
                sum += denoiser.outputWeight()[unit] * Math.abs(denoiser.hiddenWeight()[unit * denoiser.size() + k]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        int d = shape.state();
        for (int row = 0; row < rows; row++) {
            descend(states, stateOffset + row * d, inputs, inputOffset + row * shape.input());
            for (int k = 0; denoiser == null && k < d; k++) {
                images[row * d + k] = Math.signum(argument[k]) * Math.max(0, Math.abs(argument[k]) - threshold);
            }
            for (int first = 0; denoiser != null && first < d; first += denoiser.size()) {
                denoise(first, images, row * d + first);
            }
        }
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        int d = shape.state();
        descend(state, 0, input, 0);
        double[] back = new double[d];
        for (int k = 0; denoiser == null && k < d; k++) {
            back[k] = Math.abs(argument[k]) > threshold ? cotangent[k] : 0;
        }
        for (int first = 0; denoiser != null && first < d; first += denoiser.size()) {
            pullBack(first, cotangent, back);
        }
        System.arraycopy(back, 0, result, 0, d);
        for (int i = 0; i < shape.input(); i++) {
            double product = 0;
            for (int k = 0; k < d; k++) {
                product += operator[i * d + k] * back[k];
            }
            for (int k = 0; k < d; k++) {
                result[k] -= step * product * operator[i * d + k];
            }
        }
    }

    /** The product of the symmetric Jacobian of the denoiser at components of the argument. */
    private void pullBack(int first, double[] cotangent, double[] back) {
        int size = denoiser.size();
        double k = denoiser.sharpness();
        for (int j = 0; j < size; j++) {
            back[first + j] = denoiser.quadratic() * cotangent[first + j];
        }
        for (int unit = 0; unit < denoiser.hiddenBias().length; unit++) {
            double sum = denoiser.hiddenBias()[unit];
            double product = 0;
            for (int j = 0; j < size; j++) {
                sum += denoiser.hiddenWeight()[unit * size + j] * argument[first + j];
                product += denoiser.hiddenWeight()[unit * size + j] * cotangent[first + j];
            }
            double active = denoiser.outputWeight()[unit] * k * Activated.logistic(k * sum) * Activated.logistic(-k * sum) * product;
            for (int j = 0; j < size; j++) {
                back[first + j] += active * denoiser.hiddenWeight()[unit * size + j];
            }
        }
    }

    /** The argument z - t A'(A z - x) of the denoiser. */
    private void descend(double[] states, int state, double[] inputs, int input) {
        int d = shape.state();
        System.arraycopy(states, state, argument, 0, d);
        for (int i = 0; i < shape.input(); i++) {
            double misfit = -inputs[input + i];
            for (int k = 0; k < d; k++) {
                misfit += operator[i * d + k] * states[state + k];
            }
            for (int k = 0; k < d; k++) {
                argument[k] -= step * misfit * operator[i * d + k];
            }
        }
    }

    /** A'(w * s(k (A v + c))) + q v for the components v of the argument from the first one on. */
    private void denoise(int first, double[] images, int image) {
        int size = denoiser.size();
        for (int k = 0; k < size; k++) {
            images[image + k] = denoiser.quadratic() * argument[first + k];
        }
        for (int unit = 0; unit < denoiser.hiddenBias().length; unit++) {
            double sum = denoiser.hiddenBias()[unit];
            for (int k = 0; k < size; k++) {
                sum += denoiser.hiddenWeight()[unit * size + k] * argument[first + k];
            }
            double active = denoiser.outputWeight()[unit] * Activated.logistic(denoiser.sharpness() * sum);
            for (int k = 0; k < size; k++) {
                images[image + k] += active * denoiser.hiddenWeight()[unit * size + k];
            }
        }
    }
}
