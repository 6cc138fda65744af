package org.stillpoint.ui.internal.run;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionKind;
import org.stillpoint.plot.Figures;

/** One option in a form: its name, a field of its kind, and below it what is wrong with what was typed. */
final class OptionRow {

    private static final int FIELD_WIDTH = 90;
    private static final int MARGIN = 10;
    private static final int DIGITS = 15;

    private final OptionDeclaration option;
    private final BiConsumer<OptionDeclaration, String> changed;
    private final Label name;
    private final Control field;
    private final Label remark;
    private final ControlDecoration decoration;

    /** Creates a row in a grid of two columns, filled with a text or, if that is empty, the default. */
    OptionRow(Composite parent, OptionDeclaration option, String text, BiConsumer<OptionDeclaration, String> changed) {
        this.option = option;
        this.changed = changed;
        String tip = NLS.bind(Messages.option_tip, new Object[] {option.description(), option.range(), standard()});
        name = new Label(parent, SWT.NONE);
        name.setText(option.name());
        name.setToolTipText(tip);
        field = switch (option.kind()) {
            case TRUTH -> check(parent, text);
            case CHOICE -> combo(parent, text);
            default -> text(parent, text);
        };
        field.setToolTipText(tip);
        field.setData(option.name());
        GridDataFactory.fillDefaults().align(option.kind() == OptionKind.TRUTH ? SWT.BEGINNING : SWT.FILL, SWT.CENTER).grab(true, false)
                .indent(MARGIN, 0).hint(option.kind() == OptionKind.TRUTH ? SWT.DEFAULT : FIELD_WIDTH, SWT.DEFAULT).applyTo(field);
        decoration = new ControlDecoration(field, SWT.LEFT | SWT.CENTER, parent);
        decoration.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
        decoration.hide();
        remark = new Label(parent, SWT.WRAP);
        remark.setForeground(JFaceColors.getErrorText(parent.getDisplay()));
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(FIELD_WIDTH, SWT.DEFAULT).exclude(true).applyTo(remark);
        remark.setVisible(false);
        show(text);
    }

    private String standard() {
        return option.kind() == OptionKind.TRUTH ? option.standard().equals(true) ? Messages.option_on : Messages.option_off
                : option.standard() instanceof Double number ? Figures.digits(number, DIGITS) : String.valueOf(option.standard());
    }

    private Control check(Composite parent, String text) {
        Button button = new Button(parent, SWT.CHECK);
        button.setSelection(Boolean.TRUE.equals(TypedOptions.error(option, text).isEmpty() && !text.isBlank() ? option.parse(text)
                : option.standard()));
        name(button);
        button.addListener(SWT.Selection, event -> {
            name(button);
            typed(String.valueOf(button.getSelection()));
        });
        return button;
    }

    /** A box without a text does not show that it has the focus. */
    private static void name(Button button) {
        button.setText(button.getSelection() ? Messages.option_on : Messages.option_off);
    }

    private Control combo(Composite parent, String text) {
        Combo combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
        option.choices().forEach(combo::add);
        int place = combo.indexOf(text.isBlank() ? standard() : text);
        combo.select(place < 0 ? combo.indexOf(standard()) : place);
        combo.addListener(SWT.Selection, event -> typed(combo.getText()));
        return combo;
    }

    private Control text(Composite parent, String typed) {
        Text text = new Text(parent, SWT.BORDER);
        text.setMessage(standard());
        text.setText(typed);
        text.addListener(SWT.Modify, event -> typed(text.getText()));
        return text;
    }

    private void typed(String text) {
        show(text);
        changed.accept(option, text);
    }

    /** Marks what differs from the default, and what is wrong. */
    private void show(String text) {
        Optional<String> error = TypedOptions.error(option, text);
        boolean differs = !text.isBlank() && (error.isPresent() || !option.parse(text).equals(option.standard()));
        name.setFont(differs ? JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT) : null);
        name.setForeground(differs ? null : JFaceResources.getColorRegistry().get(JFacePreferences.QUALIFIER_COLOR));
        decoration.setDescriptionText(error.orElse(""));
        if (error.isPresent()) {
            decoration.show();
        } else {
            decoration.hide();
        }
        boolean shown = remark.getVisible();
        remark.setText(error.orElse(""));
        if (shown != error.isPresent()) {
            ((GridData) remark.getLayoutData()).exclude = error.isEmpty();
            remark.setVisible(error.isPresent());
        }
        remark.requestLayout();
        name.requestLayout();
    }
}
