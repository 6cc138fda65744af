package org.stillpoint.ui.internal.part;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;

/**
 * A message above the content of a view, with an icon for its severity; takes no room while there is none. Its text can be copied.
 * One that says what has happened can be dismissed; one that says how things stand goes when they change.
 */
public final class MessageLine {

    private static final int MOST_WIDTH = 120;

    private final Composite area;
    private final Label icon;
    private final StyledText text;
    private final ToolBar tools;
    private Runnable dismissed;

    /** Creates the line in a parent with a grid layout of one column. */
    public MessageLine(Composite parent) {
        area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).margins(6, 4).applyTo(area);
        icon = new Label(area, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(icon);
        text = new StyledText(area, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI);
        WidgetNames.name(text, "message");
        text.setCaret(null);
        GridDataFactory.fillDefaults().grab(true, false).hint(MOST_WIDTH, SWT.DEFAULT).applyTo(text);
        tools = WidgetNames.name(new ToolBar(area, SWT.FLAT), "message.dismiss");
        GridDataFactory.fillDefaults().align(SWT.END, SWT.BEGINNING).applyTo(tools);
        ToolItem dismiss = new ToolItem(tools, SWT.PUSH);
        dismiss.setImage(PlatformUI.getWorkbench().getSharedImages().getImage(ISharedImages.IMG_ELCL_REMOVE));
        dismiss.setToolTipText(Messages.dismiss);
        dismiss.addListener(SWT.Selection, event -> dismissed.run());
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(area);
        area.setVisible(false);
    }

    /**
     * Shows a message.
     *
     * @param message the message; empty or null to show none
     * @param severity one of the constants of {@link IMessageProvider}
     */
    public void show(String message, int severity) {
        show(message, severity, null);
    }

    /**
     * Shows a message that can be dismissed.
     *
     * @param message the message; empty or null to show none
     * @param severity one of the constants of {@link IMessageProvider}
     * @param onDismissal called when the user has seen it; null where it cannot be dismissed
     */
    public void show(String message, int severity, Runnable onDismissal) {
        dismissed = onDismissal;
        GridDataFactory.createFrom((GridData) tools.getLayoutData()).exclude(onDismissal == null).applyTo(tools);
        tools.setVisible(onDismissal != null);
        boolean shown = message != null && !message.isEmpty();
        if (shown) {
            icon.setImage(JFaceResources.getImage(switch (severity) {
                case IMessageProvider.ERROR -> Dialog.DLG_IMG_MESSAGE_ERROR;
                case IMessageProvider.WARNING -> Dialog.DLG_IMG_MESSAGE_WARNING;
                default -> Dialog.DLG_IMG_MESSAGE_INFO;
            }));
            Grounds.adopt(text, area);
            text.setText(message);
        }
        GridDataFactory.createFrom((GridData) area.getLayoutData()).exclude(!shown).applyTo(area);
        area.setVisible(shown);
        area.getParent().layout(true, true);
    }
}
