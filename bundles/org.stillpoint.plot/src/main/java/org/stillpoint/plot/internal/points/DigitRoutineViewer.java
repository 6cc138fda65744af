package org.stillpoint.plot.internal.points;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.DigitOrbit;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.VectorPicture;

/** Shows orbits of numbers: those on the way and those of the cycle, in the digits of the routine's base where there are so many. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = DigitRoutine.TYPE)
public final class DigitRoutineViewer extends TypedViewer<DigitRoutine, DigitOrbit> {

    /** Called by the component runtime. */
    public DigitRoutineViewer() {
        super(DigitRoutine.class, DigitOrbit.class);
    }

    @Override
    protected List<Picture> picturesOf(DigitRoutine routine, DigitOrbit orbit) {
        double[] numbers = LongStream.concat(Arrays.stream(orbit.path()), Arrays.stream(orbit.cycle())).asDoubleStream().toArray();
        return VectorPicture.of("Orbit", numbers, List.of(), "step").stream().toList();
    }

    @Override
    protected List<ResultTable> tablesOf(DigitRoutine routine, DigitOrbit orbit) {
        return Stream.of(numbers(routine, "Numbers on the way", orbit.path()),
                numbers(routine, orbit.cycle().length == 1 ? "Fixed point" : "Cycle", orbit.cycle()))
                .filter(table -> table.rows() > 0).toList();
    }

    private static ResultTable numbers(DigitRoutine routine, String title, long[] numbers) {
        long greatest = Arrays.stream(numbers).max().orElse(0);
        return new ResultTable(title, List.of(Column.text("number"), Column.share()), numbers.length,
                i -> List.of(written(routine, numbers[i]), Order.share(numbers[i], greatest)));
    }

    private static String written(DigitRoutine routine, long number) {
        if (routine.base() > Character.MAX_RADIX) {
            return String.valueOf(number);
        }
        String digits = Long.toString(number, routine.base());
        return "0".repeat(Math.max(0, routine.digits() - digits.length())) + digits;
    }
}
