package org.stillpoint.ui.internal.run;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionSchema;

/** The options of one solver, as its declaration has them: a row for each, scrolled where there is not room for all. */
final class OptionForm {

    private final ScrolledComposite scrolled;
    private OptionSchema schema = new OptionSchema(List.of());

    /** Creates an empty form. */
    OptionForm(Composite parent) {
        scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        scrolled.setShowFocusedControl(true);
        scrolled.addListener(SWT.Resize, event -> measure());
    }

    /** The widget. */
    Control control() {
        return scrolled;
    }

    /** What the form shows. */
    OptionSchema schema() {
        return schema;
    }

    /** Shows the options of a solver with what was typed for them. */
    void show(OptionSchema shown, Map<String, String> texts, BiConsumer<OptionDeclaration, String> changed) {
        schema = shown;
        if (scrolled.getContent() != null) {
            scrolled.getContent().dispose();
        }
        Composite rows = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(6, 4).spacing(6, 4).applyTo(rows);
        for (OptionDeclaration option : shown.declarations()) {
            new OptionRow(rows, option, texts.getOrDefault(option.name(), ""), (declaration, text) -> {
                changed.accept(declaration, text);
                measure();
            });
        }
        scrolled.setContent(rows);
        rows.layout();
        measure();
    }

    private void measure() {
        Rectangle area = scrolled.getClientArea();
        if (scrolled.getContent() != null) {
            scrolled.setMinHeight(scrolled.getContent().computeSize(Math.max(1, area.width), SWT.DEFAULT).y);
            scrolled.getVerticalBar().setIncrement(24);
            scrolled.getVerticalBar().setPageIncrement(Math.max(24, area.height));
        }
    }
}
