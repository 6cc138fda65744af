package org.stillpoint.itest.toy;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Polyline;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.Stroke;

/** Shows a root: the polynomial around it, and its value there. */
@Component
@ResultViewerInfo(problem = PolynomialRoot.TYPE)
public final class PolynomialRootViewer implements ResultViewer {

    private static final Area AREA = new Area(10, 10, 380, 180);

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        PolynomialRoot polynomial = (PolynomialRoot) problem;
        double root = ((PolynomialRoot.Root) value).x();
        RangeScale across = new RangeScale(root - 1, root + 1);
        RangeScale up = new RangeScale(-1, 1);
        return List.of(Picture.of("Polynomial", "A polynomial around its root", 400, 200, painter -> {
            Polyline curve = new Polyline();
            for (int i = 0; i <= 200; i++) {
                curve.add(AREA.across(i / 200.0), AREA.up(up.position(polynomial.value(across.value(i / 200.0)))));
            }
            painter.line(Stroke.of(Ink.AXIS, 1), AREA.x(), AREA.up(0.5), AREA.right(), AREA.up(0.5));
            curve.clipped(AREA).paint(painter, Stroke.of(Ink.series(0), 2));
            painter.circle(Ink.ACCENT, 1, AREA.across(0.5), AREA.up(0.5), 4, "root " + root);
        }));
    }

    @Override
    public List<ResultTable> tables(Problem problem, Recordable value) {
        double root = ((PolynomialRoot.Root) value).x();
        return List.of(ResultTable.of("Root", List.of(Column.number("x", 10), Column.number("p(x)", 2)),
                List.of(List.of(root, ((PolynomialRoot) problem).value(root)))));
    }
}
