package org.stillpoint.plot.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.plot.internal.records.RecordPictures;
import org.stillpoint.plot.internal.records.RecordTables;

/** Asks the viewers of a problem's type that are there at the moment. What they throw, now or when they paint, harms nobody else. */
@Component
public final class ViewerDirectory implements ResultViews {

    private static final System.Logger LOGGER = System.getLogger(ViewerDirectory.class.getName());

    @Reference
    private volatile List<ServiceReference<ResultViewer>> viewers = List.of();
    private final BundleContext context;

    /** Called by the component runtime. */
    @Activate
    public ViewerDirectory(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Picture> pictures(Problem problem) {
        List<Picture> pictures = ask(problem, viewer -> contained(viewer.pictures(problem)));
        return pictures.isEmpty() ? ofRecord(problem) : pictures;
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        List<Picture> pictures = ask(problem, viewer -> contained(viewer.pictures(problem, value)));
        return pictures.isEmpty() && ask(problem, viewer -> viewer.tables(problem, value)).isEmpty() ? ofRecord(value) : pictures;
    }

    @Override
    public List<ResultTable> tables(Problem problem) {
        List<ResultTable> tables = new ArrayList<>(ask(problem, viewer -> contained(viewer.tables(problem), problem)));
        tables.add(parts("What the problem is made of", problem));
        return tables;
    }

    @Override
    public List<ResultTable> tables(Problem problem, Recordable value) {
        List<ResultTable> tables = ask(problem, viewer -> contained(viewer.tables(problem, value), problem));
        return tables.isEmpty() ? List.of(parts("Arrays of the solution", value)) : tables;
    }

    private static List<Picture> contained(List<Picture> pictures) {
        return pictures.stream().<Picture>map(ContainedPicture::new).toList();
    }

    private static List<ResultTable> contained(List<ResultTable> tables, Problem problem) {
        return tables.stream().map(table -> ContainedRows.of(table, problem.type())).toList();
    }

    /** Problems and values of other bundles may fail to become records. */
    private static List<Picture> ofRecord(Recordable recordable) {
        try {
            return RecordPictures.of(recordable);
        } catch (RuntimeException | LinkageError failure) {
            LOGGER.log(Level.WARNING, "There is no record of a " + recordable.getClass().getName(), failure);
            return List.of();
        }
    }

    private static ResultTable parts(String title, Recordable recordable) {
        try {
            return RecordTables.parts(title, recordable);
        } catch (RuntimeException | LinkageError failure) {
            LOGGER.log(Level.WARNING, "There is no record of a " + recordable.getClass().getName(), failure);
            return ResultTable.of(title, List.of(Column.text("failure")), List.of(List.of(String.valueOf(failure))));
        }
    }

    private <T> List<T> ask(Problem problem, Function<ResultViewer, List<T>> question) {
        List<T> answers = new ArrayList<>();
        viewers.stream().filter(viewer -> shows(viewer, problem.type())).sorted(Comparator.reverseOrder())
                .forEach(viewer -> answers.addAll(ask(viewer, problem, question)));
        return answers;
    }

    private static boolean shows(ServiceReference<ResultViewer> viewer, String type) {
        Object types = viewer.getProperty(ResultViewerInfo.PROBLEM);
        return types instanceof Object[] several ? List.of(several).contains(type)
                : types instanceof Collection<?> several ? several.contains(type) : type.equals(types);
    }

    /** A bundle that goes while it is asked may fail in any way, by missing classes too. */
    private <T> List<T> ask(ServiceReference<ResultViewer> reference, Problem problem, Function<ResultViewer, List<T>> question) {
        try {
            ResultViewer viewer = context.getService(reference);
            if (viewer == null) {
                return List.of();
            }
            try {
                return List.copyOf(question.apply(viewer));
            } finally {
                context.ungetService(reference);
            }
        } catch (RuntimeException | LinkageError failure) {
            LOGGER.log(Level.WARNING, "A viewer of " + problem.type() + " problems failed: "
                    + reference.getProperty("component.name"), failure);
            return List.of();
        }
    }
}
