package org.stillpoint.ui.internal.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.stillpoint.ui.internal.part.Choices;
import org.stillpoint.ui.internal.part.PlatformColours;
import org.stillpoint.ui.internal.part.WidgetNames;
import org.stillpoint.ui.internal.preferences.RunDefaults;

/** What holds for all runs that are started together: time limit, linear algebra, where they begin; and the buttons. */
final class RunForm {

    private static final int NARROW = 60;

    private final Text limit;
    private final Combo blas;
    private final Button warm;
    /** What the user chose here; null where the preferences choose. */
    private String chosen;
    private List<String> offered = List.of();
    private String shown;
    private final ControlDecoration limitError;
    private Button start;
    private Button cancelAll;

    /** Creates the fields in a grid of one column. */
    RunForm(Composite parent, Runnable changed) {
        Composite area = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(area);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(6, 4).spacing(6, 4).applyTo(area);
        label(area, Messages.limit);
        limit = new Text(area, SWT.BORDER);
        limit.setMessage(Messages.limit_hint);
        limit.setToolTipText(Messages.limit_tip);
        limit.addListener(SWT.Modify, event -> changed.run());
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(limit);
        limitError = new ControlDecoration(limit, SWT.LEFT | SWT.CENTER, area);
        limitError.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
        limitError.hide();
        label(area, Messages.blas);
        blas = new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY);
        blas.setToolTipText(Messages.blas_tip);
        blas.addListener(SWT.Selection, event -> {
            chosen = blas().orElse("");
            changed.run();
        });
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(blas);
        warm = PlatformColours.keep(new Button(area, SWT.CHECK));
        warm.setText(Messages.warm);
        warm.setToolTipText(Messages.warm_tip);
        warm.addListener(SWT.Selection, event -> changed.run());
        GridDataFactory.fillDefaults().span(2, 1).applyTo(warm);
        showProviders(List.of());
    }

    /** Creates the buttons in a grid of one column, below what else is there. */
    void createButtons(Composite parent, Runnable started, Runnable cancelled) {
        Composite buttons = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(buttons);
        GridLayoutFactory.fillDefaults().numColumns(2).equalWidth(true).margins(6, 4).applyTo(buttons);
        start = WidgetNames.name(button(buttons, Messages.start, Messages.startTip, started), "run.start");
        cancelAll = button(buttons, Messages.cancelAll, Messages.cancelAllTip, cancelled);
    }

    private static void label(Composite area, String text) {
        new Label(area, SWT.NONE).setText(text);
    }

    private static Button button(Composite area, String text, String tip, Runnable action) {
        Button button = PlatformColours.keep(new Button(area, SWT.PUSH));
        button.setText(text);
        button.setToolTipText(tip);
        button.addListener(SWT.Selection, event -> action.run());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
        return button;
    }

    /** Offers providers of linear algebra; the one that the user chose stays if it is among them, else the preferences choose. */
    void showProviders(List<String> providers) {
        String wanted = wanted();
        if (providers.equals(offered) && wanted.equals(shown)) {
            return;
        }
        offered = providers;
        shown = wanted;
        Choices.set(blas, Stream.concat(Stream.of(Messages.blas_router), providers.stream()).toList());
        blas.select(Math.max(0, blas.indexOf(wanted)));
    }

    private String wanted() {
        return chosen == null ? RunDefaults.current().blas().orElse("") : chosen;
    }

    /** The provider that should do everything and is not there. */
    Optional<String> missingProvider() {
        return Optional.of(wanted()).filter(name -> !name.isEmpty() && blas.indexOf(name) < 0);
    }

    /** Offers to begin at the result of a run; empty if there is none. */
    void showWarmStart(Optional<Long> run) {
        warm.setText(run.map(id -> NLS.bind(Messages.warm_from, String.valueOf(id))).orElse(Messages.warm));
        warm.setEnabled(run.isPresent());
        if (run.isEmpty()) {
            warm.setSelection(false);
        }
    }

    void enable(boolean canStart, boolean canCancel) {
        start.setEnabled(canStart);
        cancelAll.setEnabled(canCancel);
    }

    boolean canStart() {
        return start.getEnabled();
    }

    String limit() {
        return limit.getText();
    }

    /** Says beside the field what is wrong with the time limit, if anything is. */
    void markLimit(Optional<String> error) {
        limitError.setDescriptionText(error.orElse(""));
        if (error.isPresent()) {
            limitError.show();
        } else {
            limitError.hide();
        }
    }

    void setLimit(String text) {
        limit.setText(text);
    }

    /** The provider that does everything. */
    Optional<String> blas() {
        return blas.getSelectionIndex() > 0 ? Optional.of(blas.getText()) : Optional.empty();
    }

    boolean warmStart() {
        return warm.getSelection();
    }
}
