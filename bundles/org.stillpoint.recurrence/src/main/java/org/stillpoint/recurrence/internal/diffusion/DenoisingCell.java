package org.stillpoint.recurrence.internal.diffusion;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.GaussianMixture;
import org.stillpoint.api.problem.recurrence.NoiseSchedule;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.recurrence.internal.path.FunctionParameters;

/**
 * Makes cells that take a deterministic step of a diffusion from noise to data, so that sampling is a recurrence. The state is the point,
 * the input the time at which the step begins and the one at which it ends.
 *
 * <p>Parameters: {@code data}, a record of the {@link GaussianMixture}; {@code schedule} and its numbers as {@link NoiseSchedule} reads
 * them; {@code order} of the step, 1 (DDIM, if it is missing), 2 or 3.
 */
@Component
@FunctionInfo(name = DenoisingCell.NAME)
public final class DenoisingCell implements FunctionFactory {

    /** The name of the service. */
    public static final String NAME = "recurrence.denoising";

    private static final Set<String> NAMES = Set.of("data", "schedule", "firstRate", "lastRate", "offset", "order");

    @Override
    public Object create(DataRecord parameters) throws SolverException {
        FunctionParameters.allow(NAME, parameters, NAMES);
        try {
            long order = parameters.has("order") ? parameters.integer("order") : 1;
            if (order < 1 || order > 3) {
                throw new SolverException(NAME + ": parameter order is " + order + "; expected 1, 2 or 3");
            }
            IntegrationMethod method = switch ((int) order) {
                case 1 -> IntegrationMethod.SINGLESTEP_1;
                case 2 -> IntegrationMethod.SINGLESTEP_2;
                default -> IntegrationMethod.SINGLESTEP_3;
            };
            return new Cell(GaussianMixture.fromRecord(parameters.record("data")), NoiseSchedule.read(parameters), method);
        } catch (DataException wrong) {
            throw new SolverException(NAME + ": " + wrong.getMessage(), wrong);
        }
    }

    private static final class Cell implements RecurrentCell {

        private final GaussianMixture data;
        private final NoiseSchedule schedule;
        private final IntegrationMethod method;
        /** A step and its room, taken while they are in use; a second thread makes its own. */
        private final AtomicReference<Stepper> free = new AtomicReference<>();

        Cell(GaussianMixture data, NoiseSchedule schedule, IntegrationMethod method) {
            this.data = data;
            this.schedule = schedule;
            this.method = method;
        }

        @Override
        public int stateSize() {
            return data.dimension();
        }

        @Override
        public int inputSize() {
            return 2;
        }

        @Override
        public void step(double[] state, double[] input, double[] next) {
            Stepper taken = free.getAndSet(null);
            Stepper stepper = taken == null ? new Stepper(new ExponentialStep(method, data)) : taken;
            System.arraycopy(state, 0, next, 0, next.length);
            stepper.step.moveTo(schedule.logRatio(input[0]), schedule.logRatio(input[1]), 0);
            stepper.step.move(next, 0, next, stepper.room);
            free.set(stepper);
        }
    }

    private record Stepper(ExponentialStep step, ExponentialStep.Room room) {

        Stepper(ExponentialStep step) {
            this(step, step.room());
        }
    }
}
