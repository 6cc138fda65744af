package org.stillpoint.ui.internal.part;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.resource.JFaceColors;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.stillpoint.ui.internal.part.RichText.Look;
import org.stillpoint.ui.internal.part.RichText.Span;

/** A text that can be read, copied, and followed where it names a paper: by a click, or by Enter with the caret on it. */
public final class RichTextArea {

    private static final int MARGIN = 6;

    private final StyledText text;
    private List<Span> spans = List.of();
    private String shown = "";

    /** Creates an empty text. */
    public RichTextArea(Composite parent) {
        text = new StyledText(parent, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        text.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
        text.addListener(SWT.MouseUp, event -> {
            if (event.button == 1 && text.getSelectionCount() == 0) {
                follow(text.getOffsetAtPoint(new Point(event.x, event.y)));
            }
        });
        text.addListener(SWT.KeyDown, event -> {
            if (event.character == SWT.CR) {
                follow(text.getCaretOffset());
            }
        });
        // A text of several lines keeps Tab for itself, even where nothing can be typed.
        text.addListener(SWT.Traverse, event -> event.doit |= event.detail == SWT.TRAVERSE_TAB_NEXT
                || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
    }

    /** The widget. */
    public StyledText control() {
        return text;
    }

    private void follow(int offset) {
        Optional<Span> link = spans.stream().filter(span -> span.look() == Look.LINK && offset >= span.start()
                && offset < span.start() + span.length()).findFirst();
        link.ifPresent(span -> Program.launch(span.address()));
    }

    /** Shows a text; what is shown already stays as far scrolled as it is. */
    public void show(RichText content) {
        if (content.text().equals(shown) && content.spans().equals(spans)) {
            return;
        }
        shown = content.text();
        spans = content.spans();
        text.setText(shown);
        spans.stream().map(this::range).forEach(text::setStyleRange);
        text.setTopPixel(0);
    }

    private StyleRange range(Span span) {
        StyleRange range = new StyleRange(span.start(), span.length(), colour(span.look()), null);
        switch (span.look()) {
            case TITLE, WRONG -> range.fontStyle = SWT.BOLD;
            case NAME -> range.font = JFaceResources.getFontRegistry().getItalic(JFaceResources.DEFAULT_FONT);
            case LINK -> {
                range.underline = true;
                range.underlineStyle = SWT.UNDERLINE_LINK;
            }
            default -> {
            }
        }
        return range;
    }

    private Color colour(Look look) {
        return switch (look) {
            case MUTED -> JFaceResources.getColorRegistry().get(JFacePreferences.QUALIFIER_COLOR);
            case WRONG -> JFaceColors.getErrorText(text.getDisplay());
            case LINK -> JFaceColors.getHyperlinkText(text.getDisplay());
            default -> null;
        };
    }
}
