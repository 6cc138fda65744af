package org.stillpoint.ui.internal.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.ui.internal.model.TypeQuestion;
import org.stillpoint.ui.internal.part.ColumnWidths;
import org.stillpoint.ui.internal.part.PlatformColours;
import org.stillpoint.ui.internal.part.WidgetNames;

/** Asks what problem a file of arrays is, among the types that it can be read as. */
final class TypePage {

    private final Composite area;
    private final Label asked;
    private final Table types;
    private final Button open;
    private final BiConsumer<TypeQuestion, String> answered;
    private TypeQuestion question;

    /**
     * Creates a page without a question.
     *
     * @param answered takes the name of the type that the user chose
     * @param withdrawn is told when the user does not want to open the file
     */
    TypePage(Composite parent, BiConsumer<TypeQuestion, String> answered, Consumer<TypeQuestion> withdrawn) {
        this.answered = answered;
        area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(3).applyTo(area);
        asked = new Label(area, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(1, SWT.DEFAULT).applyTo(asked);
        open = WidgetNames.name(button(Messages.openAs, this::answer), "problem.openAs");
        button(Messages.cancel, () -> withdrawn.accept(question));
        types = WidgetNames.name(new Table(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER | SWT.V_SCROLL), "problem.types");
        types.setHeaderVisible(true);
        GridDataFactory.fillDefaults().grab(true, true).span(3, 1).hint(1, 1).applyTo(types);
        new TableColumn(types, SWT.NONE).setText(Messages.type);
        new TableColumn(types, SWT.NONE).setText(Messages.mainField);
        types.addListener(SWT.Selection, event -> enable());
        types.addListener(SWT.DefaultSelection, event -> answer());
        types.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ESC) {
                withdrawn.accept(question);
            }
        });
    }

    private Button button(String text, Runnable action) {
        Button button = PlatformColours.keep(new Button(area, SWT.PUSH));
        button.setText(text);
        button.addListener(SWT.Selection, event -> action.run());
        GridDataFactory.fillDefaults().applyTo(button);
        return button;
    }

    Composite control() {
        return area;
    }

    void setFocus() {
        types.setFocus();
    }

    /** Shows a question, and the types that are known by their titles; tells whether it is another one than before. */
    boolean show(TypeQuestion present, List<ProblemType<?, ?>> known) {
        if (present.equals(question)) {
            return false;
        }
        question = present;
        asked.setText(NLS.bind(Messages.typeMessage, String.valueOf(present.file().getFileName()).replace("&", "&&")));
        asked.setToolTipText(present.file().toString());
        types.removeAll();
        List<ProblemType<?, ?>> possible = known.stream().filter(type -> present.types().contains(type.name()))
                .sorted(Comparator.comparing(ProblemType::title, String.CASE_INSENSITIVE_ORDER)).toList();
        possible.forEach(type -> row(NLS.bind(Messages.typeOf, type.title(), type.name()), field(type), type.name()));
        present.types().stream().filter(name -> possible.stream().noneMatch(type -> type.name().equals(name)))
                .forEach(name -> row(name, "", name));
        Stream.of(types.getColumns()).forEach(ColumnWidths::fit);
        types.select(0);
        enable();
        area.layout(true, true);
        return true;
    }

    private void row(String text, String field, String type) {
        TableItem item = new TableItem(types, SWT.NONE);
        item.setText(new String[] {text, field});
        item.setData(type);
    }

    private static String field(ProblemType<?, ?> type) {
        return type.name().equals(PairwiseComparisons.TYPE) ? Messages.results : type.mainField().orElse(Messages.archive);
    }

    private Optional<String> chosen() {
        return Stream.of(types.getSelection()).findFirst().map(item -> (String) item.getData());
    }

    private void enable() {
        open.setEnabled(chosen().isPresent());
    }

    private void answer() {
        chosen().ifPresent(type -> answered.accept(question, type));
    }
}
